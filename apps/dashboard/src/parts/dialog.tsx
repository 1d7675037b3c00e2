import { Dialog as AriaDialog, DialogHeading } from '@ariakit/react/dialog';
import type { ReactNode } from 'react';

/** A question in front of the page: takes the focus, closes with Escape, gives the focus back. */
export function Dialog({ open, close, title, className = 'dialog', children }: { open: boolean; close: () => void; title: string; className?: string; children: ReactNode }) {
  return (
    <AriaDialog open={open} onClose={close} className={className} backdrop={<div className="dialog-back" />} preventBodyScroll={false} unmountOnHide>
      <DialogHeading className={className === 'dialog' ? undefined : 'hidden'}>{title}</DialogHeading>
      {children}
    </AriaDialog>
  );
}
