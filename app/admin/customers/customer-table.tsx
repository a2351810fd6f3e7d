import { DataCell, DataRow, DataTable } from '@/app/admin/data-table'
import { Day } from '@/components/account/day'
import { Badge } from '@/components/ui/badge'
import type { FoundCustomer } from '@/lib/admin/find-customers'

export function CustomerTable({ customers }: { customers: FoundCustomer[] }) {
  return (
    <DataTable name="Customers" titles={['Name', 'Address', 'Since', 'Services', 'Purchases']}>
      {customers.map((customer) => (
        <DataRow key={customer.id}>
          <DataCell title="Name">
            <a href={`/admin/customers/${customer.id}`} className="text-link -my-1 inline-block py-1 font-semibold">
              {customer.name}
            </a>
          </DataCell>
          <DataCell title="Address">{customer.email}</DataCell>
          <DataCell title="Since">
            <Day at={customer.since} />
          </DataCell>
          <DataCell title="Services">{customer.services === 0 ? 'None now' : customer.services}</DataCell>
          <DataCell title="Purchases">
            {customer.isBlocked ? <Badge tone="danger">Blocked by a dispute</Badge> : 'Allowed'}
          </DataCell>
        </DataRow>
      ))}
    </DataTable>
  )
}
