import { useEffect, useRef, type ReactNode } from 'react';

/** A page: its name in the heading, in the window's title and to whoever is read to; the focus follows when it opens. */
export function Page({ title, lead, actions, children }: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { document.title = `${title} · Claque`; }, [title]);
  useEffect(() => { heading.current?.focus({ preventScroll: true }); scrollTo(0, 0); }, []);
  return (
    <>
      <header className="title">
        <div><h1 ref={heading} tabIndex={-1}>{title}</h1>{lead ? <p className="lead">{lead}</p> : null}</div>
        {actions ? <div className="actions">{actions}</div> : null}
      </header>
      {children}
    </>
  );
}

export function Panel({ title, side, bare, children, id }: { title?: ReactNode; side?: ReactNode; bare?: boolean; children: ReactNode; id?: string }) {
  return (
    <section className={`panel${bare ? ' bare' : ''}`} id={id}>
      {title ? <header className={bare ? 'row-plain' : ''}><h2>{title}</h2>{side ? <span className="soft">{side}</span> : null}</header> : null}
      {children}
    </section>
  );
}
