import { CircleCheck } from "lucide-react";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import "./toast.css";

interface Toast {
  readonly text: string;
  readonly action?: { readonly label: string; run(): void };
}

type ShowToast = (toast: Toast) => void;
const ToastContext = createContext<ShowToast>(() => {});
const shownFor = 6000;

/** Says what has been done, one thing at a time, with the way back; problems never stand here. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const show = useCallback<ShowToast>((next) => {
    clearTimeout(timer.current);
    setToast(next);
    timer.current = setTimeout(() => setToast(null), shownFor);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  const value = useMemo(() => show, [show]);
  return (
    <ToastContext value={value}>
      {children}
      <div className="dg-toast-place" role="status">
        {toast === null ? null : (
          <div className="dg-toast">
            <CircleCheck size={16} aria-hidden="true" />
            <span>{toast.text}</span>
            {toast.action === undefined ? null : (
              <button
                type="button"
                onClick={() => {
                  setToast(null);
                  toast.action?.run();
                }}
              >
                {toast.action.label}
              </button>
            )}
          </div>
        )}
      </div>
    </ToastContext>
  );
}

export function useToast(): ShowToast {
  return useContext(ToastContext);
}
