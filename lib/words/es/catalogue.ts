import type { Words } from '@/lib/words/en'

export const cycles = {
  monthly: { name: 'Cada mes', term: '1 mes', every: 'cada mes' },
  yearly: { name: 'Cada año', term: '12 meses', every: 'cada año' },
  biennial: { name: 'Cada 2 años', term: '24 meses', every: 'cada 2 años' },
  triennial: { name: 'Cada 3 años', term: '36 meses', every: 'cada 3 años' },
} satisfies Words['cycles']

export const limits = {
  vcpu: 'vCPU',
  memoryGb: 'GB de memoria',
  storageGb: 'GB de espacio',
  trafficTb: 'TB de tráfico al mes',
} satisfies Words['limits']

export const limitRows = {
  vcpu: 'vCPU',
  memoryGb: 'Memoria (GB)',
  storageGb: 'Espacio (GB)',
  trafficTb: 'Tráfico al mes (TB)',
} satisfies Words['limitRows']

export const families = {
  hosting: {
    name: 'Hosting web',
    title: 'Planes y precios de hosting web',
    heading: 'Hosting web para tu propio sitio',
    intro:
      'Hosting PHP con una dirección gratuita. Ves lo que pagas hoy y lo que cuesta renovar antes de darnos ningún dato.',
  },
  wordpress: {
    name: 'WordPress',
    title: 'Planes y precios de hosting para WordPress',
    heading: 'WordPress, ya instalado',
    intro:
      'Paga y encuentra WordPress instalado en un sitio que responde. Antes ves el precio de hoy y el de la renovación.',
  },
  email: {
    name: 'Correo',
    title: 'Planes y precios de correo',
    heading: 'Correo en tu propio dominio',
    intro: 'Buzones para cualquier programa de correo. Antes ves el precio de hoy y el de la renovación.',
  },
  vps: {
    name: 'VPS',
    title: 'Planes y precios de VPS',
    heading: 'Un servidor virtual solo para ti',
    intro: 'Acceso root completo. Antes ves el precio de hoy y el de la renovación.',
  },
} satisfies Words['families']
