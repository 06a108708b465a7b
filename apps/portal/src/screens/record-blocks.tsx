import type { Entity } from "@dougong/fields";
import type { JsonObject, PageDocument } from "@dougong/model";
import { documentOf, qualify, useDesign } from "@dougong/ui";
import type { layoutOfEntity } from "@dougong/ui/form";
import { RecordFacts, RecordView, ShortList, useShownBlocks } from "@dougong/ui/record";
import { FormBlock } from "./form-block.tsx";

interface RecordBlocksProps {
  readonly entity: Entity;
  readonly page: PageDocument;
  readonly layout: NonNullable<ReturnType<typeof layoutOfEntity>>;
  readonly record: JsonObject;
}

/** The blocks of a page that is made for a record; each stands as long as its condition holds for it. */
export function RecordBlocks(props: RecordBlocksProps) {
  const blocks = useShownBlocks(props.page, props.entity, props.record);
  return (
    <div className="dg-record">
      {blocks.map((block, index) => (
        <RecordBlock key={typeof block["id"] === "string" ? block["id"] : index} {...props} block={block} />
      ))}
    </div>
  );
}

function RecordBlock({ entity, layout, record, block }: RecordBlocksProps & { readonly block: JsonObject }) {
  const title = typeof block["title"] === "string" ? block["title"] : null;
  if (block["record"] === true) return <RecordView layout={layout} record={record} />;
  if (typeof block["view"] === "string")
    return <ViewBlock app={entity.app} view={block["view"]} title={title} />;
  if (typeof block["form"] === "string")
    return <FormBlock app={entity.app} form={block["form"]} title={title ?? entity.label} />;
  const shown = Array.isArray(block["record"]) ? (
    <RecordFacts entity={entity} record={record} names={block["record"]} />
  ) : typeof block["text"] === "string" ? (
    <p className="dg-form-text">{block["text"]}</p>
  ) : null;
  return (
    <section>
      {title === null ? null : <h2 className="dg-record-head">{title}</h2>}
      {shown}
    </section>
  );
}

function ViewBlock({
  app,
  view: id,
  title,
}: {
  readonly app: string;
  readonly view: string;
  readonly title: string | null;
}) {
  const { catalogue } = useDesign();
  const view = documentOf(catalogue, app, "view", id);
  const owner = id.includes(".") ? (id.split(".")[0] ?? app) : app;
  const entity = view === undefined ? undefined : catalogue.entities.get(qualify(owner, view.entity));
  return entity === undefined ? null : (
    <ShortList label={title ?? view?.label ?? entity.label} entity={entity} view={view} />
  );
}
