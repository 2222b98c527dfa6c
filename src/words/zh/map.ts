/** 在地图上指地方：说事那一页上的地图，和工作台上的小图。 */
import type { Direction } from '../../domain/places/spot.ts'

const side: Record<Direction, string> = {
  n: '北面',
  ne: '东北面',
  e: '东面',
  se: '东南面',
  s: '南面',
  sw: '西南面',
  w: '西面',
  nw: '西北面',
}
const distance = (metres: number) => (metres < 1000 ? `${metres} 米` : `${(metres / 1000).toFixed(1)} 公里`)

export const map = {
  open: '地图',
  openLabel: '在地图上指出地方',
  title: '移动地图，让针尖对准那个地方',
  label: '地图。用方向键移动，用加号、减号放大缩小',
  larger: '放大',
  smaller: '缩小',
  up: '往上移',
  down: '往下移',
  left: '往左移',
  right: '往右移',
  whereIAm: '我在这里',
  asking: '正在问手机您在哪里…',
  refused: '手机没有告诉我们您在哪里。请自己移动地图。',
  outside: '手机说您不在本区县，地图没有移动。',
  rough: (metres: number) => `手机只知道您大概在哪里，可能差 ${distance(metres)}，请自己对准。`,
  use: '就是这里',
  cancel: '不用地图',
  loading: '正在打开地图…',
  notLoaded: '地图没有打开。请把地方写下来，或者有网了再点一次。',
  stored: '这是手机里存着的地图。',
  scale: distance,
  /** 离最近的点位多远、在哪一面。 */
  spot: (name: string, metres: number, direction: Direction) => `${name}${side[direction]}约 ${distance(metres)}`,
  beside: (name: string) => `${name}旁边`,
  picture: (place: string) => `示意图：${place}`,
  northUp: '上北下南，按本区县点位画出',
} as const
