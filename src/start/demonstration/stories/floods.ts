/** Stories of evenings on which very much came in at once: looked at first, and then handled like any other. */
import type { Story } from '../deed.ts'
import { accepts, answersDirectly, content, type Days, does, judges, story } from '../tell.ts'

export const storiesOfFloods = (on: Days): Story[] => [
  story(
    {
      name: '菜场停电那晚',
      at: on(31, 20),
      to: 'point market',
      text: '东街菜场又停电了，海鲜摊的增氧泵都停了，到底什么时候来电？',
      place: '东街菜场',
      isQuarantined: true,
    },
    does('dongjie', on(30, 8), 'release'),
    accepts('dongjie', on(30, 9)),
    answersDirectly(
      'dongjie',
      on(30, 11),
      'explained',
      '昨晚是配电箱跳闸，八点四十已经来电。群里一下子来了很多，先看了一遍再办，没有漏掉一份。',
    ),
    judges(on(29, 19), content),
  ),
  ...['一', '二', '三'].map((which) =>
    story({
      name: `公交改道那晚，第${which}份`,
      at: on(1, 20),
      to: 'point busStop',
      text: `听说 7 路车下周不走东街桥了，老人怎么去医院？请给个准信。这是第${which}次说。`,
      place: '东街桥北',
      isQuarantined: true,
    }),
  ),
]
