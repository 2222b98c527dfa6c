/** Where the desk begins in the browser. */
import './look/tokens.css'
import './look/desk.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './connection.ts'
import { LanguageProvider } from './language.tsx'
import { ThemeProvider } from './look/theme.tsx'
import { Door } from './session/door.tsx'

createRoot(document.getElementById('desk') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <ThemeProvider>
          <Door />
        </ThemeProvider>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
)
