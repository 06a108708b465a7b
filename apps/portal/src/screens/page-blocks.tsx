import type { JsonObject, PageDocument } from "@dougong/model";
import { documentOf, PageHead, qualify, useDesign } from "@dougong/ui";
import { lazy, Suspense } from "react";
import { EntityList } from "./entity-list.tsx";

const FormBlock = lazy(() => import("./form-block.tsx").then((module) => ({ default: module.FormBlock })));

interface PageBlocksProps {
  readonly app: string;
  readonly page: PageDocument;
}

/** The blocks of a page. One view alone is a list over the whole page; else blocks stand below one another. */
export function PageBlocks({ app, page }: PageBlocksProps) {
  const title = page.label ?? page.id;
  const [only] = page.blocks;
  if (page.blocks.length === 1 && only !== undefined && typeof only["view"] === "string")
    return <ViewBlock app={app} view={only["view"]} title={title} />;
  return (
    <>
      <PageHead title={title} />
      <div className="dg-blocks">
        {page.blocks.map((block, index) => (
          <Block
            key={typeof block["id"] === "string" ? block["id"] : index}
            app={app}
            block={block}
            title={title}
          />
        ))}
      </div>
    </>
  );
}

function Block({
  app,
  block,
  title,
}: {
  readonly app: string;
  readonly block: JsonObject;
  readonly title: string;
}) {
  const label = typeof block["title"] === "string" ? block["title"] : title;
  if (typeof block["view"] === "string") return <ViewBlock app={app} view={block["view"]} title={label} />;
  if (typeof block["form"] === "string") {
    return (
      <Suspense>
        <FormBlock app={app} form={block["form"]} title={label} />
      </Suspense>
    );
  }
  return typeof block["text"] === "string" ? <p className="dg-form-text">{block["text"]}</p> : null;
}

function ViewBlock({
  app,
  view: id,
  title,
}: {
  readonly app: string;
  readonly view: string;
  readonly title: string;
}) {
  const { catalogue } = useDesign();
  const view = documentOf(catalogue, app, "view", id);
  const owner = id.includes(".") ? (id.split(".")[0] ?? app) : app;
  const entity = view === undefined ? undefined : catalogue.entities.get(qualify(owner, view.entity));
  return entity === undefined ? null : <EntityList entity={entity} title={title} view={view} />;
}
