import { addresses, documentOf, useDesign, useNavigation } from "@dougong/ui";
import { layoutOf, RecordForm } from "@dougong/ui/form";
import { useMemo } from "react";

/** A form on a page: makes a new record and shows it. */
export function FormBlock({
  app,
  form: id,
  title,
}: {
  readonly app: string;
  readonly form: string;
  readonly title: string;
}) {
  const { catalogue } = useDesign();
  const { navigate } = useNavigation();
  const layout = useMemo(() => {
    const document = documentOf(catalogue, app, "form", id);
    return document === undefined ? null : layoutOf(catalogue, app, document);
  }, [catalogue, app, id]);
  if (layout === null) return null;
  const { entity } = layout;
  return (
    <RecordForm
      title={title}
      layout={layout}
      opened={null}
      onSaved={(record) => navigate(addresses.record(entity.id, String(record["id"])))}
      onCancel={() => navigate(addresses.home)}
    />
  );
}
