import { PlansLinkPage } from './plans-link-page'

export default function UnknownPlan() {
  return (
    <PlansLinkPage title="We do not sell that plan">
      The link that brought you here names a plan that is not on sale. Nothing was ordered or charged.
    </PlansLinkPage>
  )
}
