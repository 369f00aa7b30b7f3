export const monitoring = {
  'monitoring.number-took': 'Взято {taken} из «{typed}».',
  'monitoring.number-nothing':
    '«{typed}» может значить и ноль, и «не заполнено». Если не было, поставьте 0; если вас это не касается, отметьте «не применимо».',
  'monitoring.number-text': '«{typed}» — не число. Впишите число цифрами, пояснение оставьте для поля рядом.',
  'monitoring.number-percent': 'Здесь нужно количество, а не проценты: вместо «{typed}» впишите, сколько.',
  'monitoring.number-two': 'В «{typed}» больше одного числа. Впишите одно.',
  'monitoring.number-multiplier': 'Впишите число целиком, цифрами: не «{typed}», а со всеми нулями.',
  'monitoring.number-negative': '«{typed}» меньше нуля. Здесь может быть только ноль или больше.',
  'monitoring.number-fraction': 'Здесь нужно целое число, а не «{typed}».',
  'monitoring.number-scale':
    'В «{typed}» слишком много знаков после запятой: здесь не больше {scale} {scale|знака|знаков|знаков}.',
  'monitoring.number-max': '«{typed}» — слишком много: здесь не больше {max}. Проверьте, нет ли лишних цифр.',
} as const;
