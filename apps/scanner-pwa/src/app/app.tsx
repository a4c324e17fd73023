// The routes: the door at /, pairing at /pair, and the manager's part at /manage, loaded only when asked for.
import { lazy, Suspense } from 'react'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { Loading } from '#shared/ui/loading.tsx'

const ManageRoutes = lazy(async () => ({
  default: (await import('./manage/manage-routes.tsx')).ManageRoutes,
}))

const router = createBrowserRouter([
  {
    path: '/manage/*',
    element: (
      <Suspense fallback={<Loading />}>
        <ManageRoutes />
      </Suspense>
    ),
  },
  { path: '*', element: <Loading /> },
])

export function App() {
  return <RouterProvider router={router} />
}
