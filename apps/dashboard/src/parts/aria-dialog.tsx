import { Dialog as AriaDialog, DialogHeading } from '@ariakit/react/dialog';
import type { ReactNode } from 'react';

export interface DialogGiven { open: boolean; close: () => void; title: string; className?: string; children: ReactNode }

export default function AriaDialogOf({ open, close, title, className = 'dialog', children }: DialogGiven) {
  return (
    <AriaDialog open={open} onClose={close} className={className} backdrop={<div className="dialog-back" />} preventBodyScroll={false} unmountOnHide>
      <DialogHeading className={className === 'dialog' ? undefined : 'hidden'}>{title}</DialogHeading>
      {children}
    </AriaDialog>
  );
}
