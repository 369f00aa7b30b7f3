/** The command line. */
export const cli = {
  'cli.help-return-check': 'что сказали бы об отчёте; 1, если сдать его нельзя',
  'cli.return-check-takes':
    'Назовите кампанию, организацию и файл с полями отчёта: vekha return check 2021-q4 school-15 ФАЙЛ.json',
  'cli.return-fields': 'Нужен JSON: имя поля и то, что в него вписано',
  'cli.return-can-be-submitted': 'Такой отчёт можно сдать',
  'cli.return-cannot-be-submitted': 'Такой отчёт сдать нельзя',
  'cli.help-check-files':
    'что скажет страница отчёта о заполненной книге, без сервера; 1, если сдать её нельзя',
  'cli.check-takes':
    'Назовите форму и одну книгу: vekha check FORM.json ОТЧЁТ.xlsx; форм может быть несколько',
  'cli.check-day': 'Не понял день «{text}»: напишите его как 25.12.2021',
  'cli.check-line': '{what}{at} {place}: {message}',
  'cli.check-at': ', лист «{sheet}», {address}.',
  'cli.check-error': 'Исправить',
  'cli.check-warning': 'Пояснить',
  'cli.check-unfilled': 'Заполнить',
  'cli.check-note': 'Книга',
  'cli.check-unchecked': 'В книге есть и формы {forms}: они не проверены, назовите их файлы тоже',
  'cli.check-alone':
    'В книге нет сведений об организации и прошлых периодах: проверки, которым они нужны, не сделаны. Их несёт книга, скачанная из Вехи',
  'cli.help-form-list': 'формы, которые можно спрашивать, и черновики',
  'cli.help-form-show': 'форма одним файлом JSON',
  'cli.help-form-import': 'форма из файла — черновиком',
  'cli.help-form-publish': 'опубликовать черновик: дальше эта версия не меняется',
  'cli.form-name': 'Назовите код формы: F2. Какие есть, скажет vekha form list',
  'cli.form-draft': 'черновик',
  'cli.form-draft-faults': 'черновик, {count} {count|недочёт|недочёта|недочётов}',
  'cli.form-imported': 'Черновик формы {form}, версия {version}. Опубликовать: vekha form publish {form}',
  'cli.form-published': 'Форма {form} опубликована',
  'cli.usage': 'Веха из командной строки:',
  'cli.environment':
    'VEKHA_DATA — папка данных (иначе data/main), DATABASE_URL — внешняя база, VEKHA_LANG=en — по-английски.',
  'cli.unknown-command': 'Команды «{command}» нет. Список команд: vekha --help',
  'cli.bad-option': 'Не понял параметр: {what}',
  'cli.name-a-file': 'Назовите файл',
  'cli.no-file': 'Файла «{file}» нет',
  'cli.database-gone': 'База данных не отвечает',
  'cli.help-demo': 'пример: 40 школ, приказ № 282',
  'cli.help-serve': 'своя установка',
  'cli.help-backup': 'все строки и файлы в один архив',
  'cli.help-restore': 'из архива в пустую базу',
  'cli.help-roadmap-read': 'что прочитано в файле приказа, без базы данных',
  'cli.help-deadline-read': 'что значат сроки, по одному в строке',
  'cli.deadline-period': 'Назовите первый и последний день Дорожной карты: --from 01.01.2021 --to 31.12.2022',
  'cli.roadmap-order': 'Приказ № {number} от {date}',
  'cli.line': 'строка {line}',
  'cli.backup-done': 'Сохранено строк: {rows}. Архив: {file}',
  'cli.restore-done': 'Восстановлено строк: {rows}, из архива {file}',
  'cli.backup-foreign': 'Это не архив Вехи: ничего не изменено',
  'cli.backup-damaged': 'Архив повреждён или неполон: ничего не изменено. Возьмите другую копию',
  'cli.backup-other-version':
    'Архив сделан другой версией Вехи: восстановите его той же версией, а потом обновите её',
  'cli.restore-not-empty':
    'В этой базе уже есть данные: восстанавливать можно только в пустую. Ничего не изменено',
  'cli.start-port-taken': 'Порт {port} занят. Назовите другой: PORT=3001 npm start',
  'cli.start-port-wrong':
    'PORT={port} — не порт. Порт — целое число от 1 до 65535, например PORT=3001 npm start',
  'cli.start-port-forbidden':
    'Нет права открыть порт {port}: порты до 1024 открывает администратор. Назовите другой: PORT=3001 npm start',
  'cli.start-host-wrong':
    'У этой машины нет адреса {host}. Назовите её адрес: HOST=0.0.0.0 npm start — или уберите HOST',
  'cli.start-not-folder':
    '{folder} — файл, а не папка, или лежит в файле. Назовите папку: VEKHA_DATA=/путь npm start',
  'cli.start-no-rights':
    'Нет права писать в {folder}. Смените владельца папки или назовите другую: VEKHA_DATA=/путь npm start',
  'cli.start-disk-full': 'Диск полон. Освободите место и запустите снова',
  'cli.start-database': 'База данных не запустилась: {reason}',
  'cli.start-already':
    'Веха уже работает с папкой {folder}: {address}. Остановите её там или назовите другую папку: VEKHA_DATA=/путь',
  'cli.step-database': '  база данных: {seconds} с',
  'cli.step-migrations': '  таблицы: {seconds} с',
  'cli.step-example': '  пример: {seconds} с',
  'cli.step-web': '  страницы: {seconds} с',
  'cli.started': 'Веха: {address}   ({seconds} с)',
  'cli.first-run': '  Первый запуск: откройте адрес и введите код  {code}',
  'cli.how-to-stop': 'Ctrl-C останавливает всё, базу данных тоже.',
  'cli.example-progress': '  пример: {what}',
  'cli.help-verify': 'пересчитать свод из отчётов и сравнить с хранимым',
  'cli.verify-done':
    'Свод верен: {campaigns} {campaigns|мониторинг|мониторинга|мониторингов}, {returns} {returns|отчёт|отчёта|отчётов}',
  'cli.verify-differs':
    'Расхождение: мониторинг {campaign}, узел {node}, {cell}: хранится {stored}, по отчётам {recomputed}',
  'cli.help-set-up': 'первый запуск без браузера',
  'cli.help-user-add': 'добавить человека; печатает его код',
  'cli.help-token-add': 'ключ для API; печатает его',
  'cli.option-missing': 'Не хватает параметра {option}. Список: vekha --help',
  'cli.no-such-path': 'Организации с путём «{path}» нет. Установка пустая? Тогда сначала vekha set-up',
  'cli.user-added': 'Добавлен {login}. Код приглашения: {invitation}',
  'cli.set-up-done':
    'Установка готова, путь муниципалитета — {path}. Администратор {login}, код приглашения: {invitation}',
  'cli.role-unknown': 'Роли «{role}» нет. Есть: {roles}',
  'cli.help-consolidate': 'свод за квартал в Excel, например vekha consolidate 2021-q3 …',
  'cli.help-consolidate-files': 'книги формы в одну, без сервера; FILE — книги или папка',
  'cli.exit':
    'Код выхода: 0 — сделано всё; 1 — не сделано ничего; 2 — свод сделан, но не все файлы и ячейки приняты (с --partial — 0).',
  'cli.help-report': 'справка за квартал в Word',
  'cli.name-a-campaign': 'Назовите квартал, например 2021-q3',
  'cli.written': 'Записано: {file}',
} as const;
