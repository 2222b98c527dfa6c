/** Gives Ant Design our colours, type and spacing. They are read from tokens.css, which is the only place they stand. */
import ConfigProvider from 'antd/es/config-provider'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useMemo, useSyncExternalStore } from 'react'
import { useWords } from '../language.tsx'

/** Follows a media query. */
export function useMedia(query: string): boolean {
  const media = useMemo(() => matchMedia(query), [query])
  return useSyncExternalStore(
    (listener) => {
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => media.matches,
  )
}

/** A phone: cards instead of rows, and controls a finger can meet. */
export const usePhone = () => useMedia('(max-width: 700px)')
/** Wide enough for the preview beside the list. */
export const useDeskWidth = () => useMedia('(min-width: 1240px)')

function tokensOf(dark: boolean, phone: boolean) {
  const style = getComputedStyle(document.documentElement)
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const control = phone ? 48 : 32
  return {
    colorPrimary: color('fill'),
    colorPrimaryHover: color('fill-press'),
    colorPrimaryActive: color('fill-press'),
    colorPrimaryBorder: color('accent'),
    colorPrimaryText: color('accent'),
    colorError: color('late'),
    colorTextLightSolid: color('on-fill'),
    colorText: color('ink'),
    colorTextSecondary: color('ink-2'),
    colorTextTertiary: color('ink-3'),
    colorTextPlaceholder: color('ink-3'),
    colorTextDisabled: color('ink-3'),
    colorBgBase: color('surface'),
    colorBgContainer: color('surface'),
    colorBgElevated: color('surface'),
    colorBgLayout: color('paper'),
    colorBorder: color('line-2'),
    colorBorderSecondary: color('line'),
    colorSplit: color('line'),
    controlItemBgHover: color('sunk'),
    controlItemBgActive: color('sunk'),
    controlItemBgActiveHover: color('sunk'),
    colorFillTertiary: color('sunk'),
    boxShadowSecondary: color('float'),
    controlOutline: 'transparent',
    lineWidthFocus: 3,
    fontFamily: color('font'),
    fontSize: phone ? 16 : 14,
    controlHeight: control,
    borderRadius: phone ? 10 : 6,
    borderRadiusLG: 10,
    motionDurationFast: '0.1s',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.15s',
    colorTextBase: color('ink'),
    dark,
  }
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content

export function ThemeProvider({ children }: { children: ReactNode }) {
  const { language } = useWords()
  const dark = useMedia('(prefers-color-scheme: dark)')
  const still = useMedia('(prefers-reduced-motion: reduce)')
  const phone = usePhone()
  const theme = useMemo(() => {
    const { dark: _, ...token } = tokensOf(dark, phone)
    // A button under the mouse darkens; the accent is for the next step alone.
    const quiet = {
      defaultHoverColor: token.colorText,
      defaultHoverBorderColor: token.colorBorder,
      defaultHoverBg: token.controlItemBgHover,
      defaultActiveColor: token.colorText,
      defaultActiveBorderColor: token.colorBorder,
      defaultActiveBg: token.controlItemBgHover,
    }
    return {
      token: { ...token, motion: !still },
      components: {
        Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400, ...quiet },
        Select: { optionSelectedBg: token.controlItemBgActive, optionSelectedFontWeight: 700 },
      },
    }
  }, [dark, phone, still])
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={theme}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      // What pops up stays inside the landmark and the order of reading of what opened it.
      getPopupContainer={(opener) => opener?.parentElement ?? document.body}
      {...(nonce && { csp: { nonce } })}
    >
      {children}
    </ConfigProvider>
  )
}
