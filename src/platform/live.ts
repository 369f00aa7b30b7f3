/** Who is in a room now, and where they stand. */
export type Present = { id: string; accountId: number; name: string; role: string; cell: string };
export type LiveMessage =
  { people: Omit<Present, 'accountId'>[] } | { rev: number; fields: Record<string, string> };
type Seat = Present & { send(message: LiveMessage): void; end(): void };

/** A room that is full is no fault: those who do not fit do without. */
const MOST_IN_ROOM = 20;
const MOST_OF_ONE = 6;
const MOST_OF_ALL = 2000;

/**
 * Rooms in which people see each other work. All of it is in memory and none of it is needed: what is said here is also
 * in the database, where the next save finds it. Of several processes each has its own rooms; for them to be one, `tell`
 * and `people` would go through the database's `notify`.
 */
export function liveRooms() {
  const rooms = new Map<string, Map<string, Seat>>();
  let seated = 0;
  const shown = (room: Map<string, Seat>, to: Seat): LiveMessage => ({
    people: [...room.values()]
      .filter(({ accountId }) => accountId !== to.accountId)
      .map(({ id, name, role, cell }) => ({ id, name, role, cell })),
  });
  const showAll = (room: Map<string, Seat>) => {
    for (const seat of room.values()) seat.send(shown(room, seat));
  };
  return {
    /** Sits down in a room; the answer is how to leave it, or nothing where there is no room left. */
    join(name: string, seat: Seat): (() => void) | undefined {
      const room = rooms.get(name) ?? new Map<string, Seat>();
      const ofOne = [...room.values()].filter(({ accountId }) => accountId === seat.accountId);
      if (seated >= MOST_OF_ALL || room.size >= MOST_IN_ROOM || ofOne.length >= MOST_OF_ONE) return undefined;
      if (room.has(seat.id)) return undefined;
      rooms.set(name, room.set(seat.id, seat));
      seated += 1;
      showAll(room);
      return () => {
        if (room.get(seat.id) !== seat) return;
        room.delete(seat.id);
        seated -= 1;
        if (room.size === 0) rooms.delete(name);
        else showAll(room);
      };
    },
    /** Somebody goes to another cell: told to the others alone. */
    move(name: string, id: string, accountId: number, cell: string): void {
      const room = rooms.get(name);
      const seat = room?.get(id);
      if (!room || seat?.accountId !== accountId || seat.cell === cell) return;
      seat.cell = cell;
      for (const other of room.values()) if (other.accountId !== accountId) other.send(shown(room, other));
    },
    /** What has been saved, to all but the one who saved it. */
    tell(name: string, message: LiveMessage, but?: string): void {
      for (const seat of rooms.get(name)?.values() ?? []) if (seat.id !== but) seat.send(message);
    },
    close(): void {
      for (const room of rooms.values()) for (const seat of room.values()) seat.end();
    },
  };
}
export type LiveRooms = ReturnType<typeof liveRooms>;
