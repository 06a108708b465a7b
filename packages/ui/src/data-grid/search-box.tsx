import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  onChange(text: string): void;
}

const pause = 250;

/** Searches while one types, after a short pause; `/` goes there. An unfinished Chinese word is not searched for. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const [composing, setComposing] = useState(false);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (composing || text === value) return;
    const wait = setTimeout(() => onChange(text), pause);
    return () => clearTimeout(wait);
  }, [text, value, composing, onChange]);
  const name = t("list.search", { label });
  return (
    <label className="dg-search">
      <Search size={14} aria-hidden="true" />
      <input
        type="search"
        aria-label={name}
        placeholder={name}
        value={text}
        data-search=""
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) onChange(text);
        }}
      />
    </label>
  );
}
