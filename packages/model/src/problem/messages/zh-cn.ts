// 有意超过 400 行：所有代码的说法放在一起，译者只需读一个文件。
import type { ProblemTexts } from "./problem-text.ts";

/** 每个问题的中文说法；键与 `en.ts` 相同，有测试比对。 */
export const problemTextsZhCn: ProblemTexts = {
  malformed_json: {
    title: "JSON 格式错误",
    message: ["请求体不是有效的 JSON：{reason}", "请求体不是有效的 JSON"],
    fix: ["以 UTF-8 发送一个 JSON 值，对象里不要有重复的成员"],
    explain:
      "请求体不能按 I-JSON（RFC 7493）读取：语法错误、不是 UTF-8、同一对象里成员重复，或用了 `__proto__` 这类禁用的成员名。",
  },
  bad_parameter: {
    title: "参数错误",
    message: ["参数 {name} 无法读取：{reason}", "参数 {name} 无法读取", "有参数无法读取"],
    fix: ["改用 {expected}", "改正这个参数，或者去掉它"],
    variants: {
      unknown: { message: ["没有 {name} 这个参数", "没有这个参数"], fix: ["是不是 {nearest}？", "去掉它"] },
    },
    explain:
      "查询参数、路径参数或请求头无法解析，或者这个调用不认识它。能读取但超出限制的值，回答 `too_many` 或 `out_of_range`。",
  },
  unauthenticated: {
    title: "没有登录",
    message: ["先登录"],
    fix: ["登录，或者带上有效的令牌"],
    variants: {
      credentials: { message: ["邮箱或密码不对"], fix: ["检查后重试，还能试 {left} 次", "检查后重试"] },
      setup_token: { message: ["初始化令牌不对"], fix: ["打开服务启动时打印的地址"] },
      expired: { message: ["登录已过期"], fix: ["重新登录，填写的内容会保留"] },
    },
    explain: "请求没有有效的会话或令牌，或者给出的凭据不对。回答不会说明是邮箱错还是密码错。",
  },
  forbidden: {
    title: "没有权限",
    message: ["你不能对 {entity} 做“{action}”", "你没有权限做这件事"],
    fix: ["找管理员授予相应的角色"],
    explain: "知道是谁，但没有角色允许这个操作。默认什么都不允许。",
  },
  field_not_writable: {
    title: "字段不可写",
    message: ["你不能修改“{label}”", "你不能修改这个字段"],
    fix: ["不要提交这个字段"],
    explain: "调用者能读这个字段，但不能写。",
  },
  outside_scope: {
    title: "超出范围",
    message: ["这条记录会超出你的角色能修改的范围"],
    fix: ["让记录保持在授权条件之内"],
    explain: "写之前和写之后，记录都要符合某个授权的条件。",
  },
  csrf_failed: {
    title: "CSRF 令牌缺失或错误",
    message: ["请求头 X-CSRF-Token 缺失或错误"],
    fix: ["从 GET /api/v1/session 读取 csrfToken，放进 X-CSRF-Token"],
    explain: "用会话 Cookie 认证的请求，除 GET 和 HEAD 外，都要在 `X-CSRF-Token` 里带上会话的 CSRF 令牌。",
  },
  not_your_task: {
    title: "不是你的任务",
    message: ["这个任务是别人的"],
    fix: ["找任务的负责人，或者让他转办给你"],
    explain: "能看到这个审批，但打开的任务属于别人。",
  },
  scope_missing: {
    title: "令牌范围不足",
    message: ["令牌缺少范围 {scope}", "令牌的范围不包含这个调用"],
    fix: ["换用有这个范围的令牌"],
    explain: "不论所有者有什么角色，API 令牌的范围不包含这个调用。",
  },
  not_found: {
    title: "找不到",
    message: ["没有这条{entity}，或者你看不到它", "这里什么也没有，或者你看不到"],
    fix: ["检查地址"],
    variants: { action: { message: ["“{entity}”没有动作 {name}"], fix: ["是不是 {nearest}？", "检查地址"] } },
    explain: "记录、应用、文件或路径不存在，或者对调用者隐藏：两种情况有意回答得一样。",
  },
  method_not_allowed: {
    title: "方法不允许",
    message: ["这里不能用 {method}", "这里不能用这个方法"],
    fix: ["改用 {allowed}", "改用 Allow 头列出的方法"],
    explain: "路径存在，但不支持这个方法。`Allow` 头列出支持的方法。",
  },
  owned_entity: {
    title: "从属表",
    message: ["{entity} 要通过 {owner} 来写", "这些行要通过所属的记录来写"],
    fix: ["把行放进所属记录的字段 {field}", "把行放进所属记录的明细字段"],
    explain: "`ownedBy` 的表可以在自己的地址读取，但只能作为所属记录的明细来写，和它同一个事务、同一个版本。",
  },
  version_conflict: {
    title: "已被修改",
    message: ["记录现在是版本 {current}，不是 {base}", "记录已被别人修改"],
    fix: ["把 `current` 和你提交的比较后，用新版本再提交"],
    explain:
      "`If-Match` 的版本和存储的不一样。回答里有 `base`、`current`（你能看到的部分）、`submitted` 和 `conflicts`（双方都改了的字段）。",
  },
  state_conflict: {
    title: "当前状态不允许",
    message: ["当前状态不允许：{reason}", "当前状态不允许这样做"],
    fix: ["重新载入，看看现在能做什么"],
    variants: {
      expected_count: {
        message: ["找到 {got} 条记录，预期 {expected} 条"],
        fix: ["检查筛选条件，或把预期改成 {got}"],
      },
      action: { message: ["现在不能对这条“{entity}”做“{action}”"], fix: ["重新载入，看看它现在允许什么"] },
    },
    explain: "请求本身没问题，但记录、应用或审批的状态不允许。",
  },
  locked: {
    title: "已锁定",
    message: ["记录正在审批，已锁定"],
    fix: ["等审批结束，或者撤回"],
    explain: "带 `lock` 的审批进行时，不接受对记录的其他写入。",
  },
  in_use: {
    title: "正在使用",
    message: ["有 {count} 条{other}用到了这条{entity}", "{other}用到了它", "别处用到了它"],
    fix: ["先删除或修改那些记录"],
    variants: { cannot_clear: { message: ["有 {count} 条“{other}”不能没有它"], fix: ["先修改那些记录"] } },
    explain: "有 `onDelete: restrict` 的关联指向这条记录，不能删除。",
  },
  idempotency_in_progress: {
    title: "还在执行",
    message: ["同一个 Idempotency-Key 的请求还在执行"],
    fix: ["稍等，再用同一个键发送"],
    explain: "第一个用这个 `Idempotency-Key` 的请求还没有结束。",
  },
  task_closed: {
    title: "任务已关闭",
    message: ["这个任务已经关闭"],
    fix: ["重新载入审批"],
    explain: "审批任务此前已经处理、转办或撤回。",
  },
  data_loss: {
    title: "会丢失数据",
    message: ["{rows} 行会丢失数据", "会丢失数据"],
    fix: ["逐项确认接受损失，或者修改设计"],
    explain: "计划里有会丢失已存值的更改，而 `acceptLoss` 没有列出它们。",
  },
  plan_stale: {
    title: "计划已过期",
    message: ["设计或数据已变，计划不再适用"],
    fix: ["重新生成计划"],
    explain: "生成计划之后，草稿或统计到的数据变了。",
  },
  merge_conflict: {
    title: "合并冲突",
    message: ["有 {count} 处双方都改了", "有些地方双方都改了"],
    fix: ["为 `conflicts` 里的路径提交 `resolutions`"],
    explain: "模板升级和本地修改碰到了同一处。",
  },
  already_set_up: {
    title: "已经初始化",
    message: ["工作区已经有第一个管理员"],
    fix: ["登录"],
    explain: "初始化页面只能用一次。忘记管理员密码，用命令 `create-admin` 重设。",
  },
  too_late: {
    title: "太晚了",
    message: ["下一步已经有了决定"],
    fix: ["请对方退回"],
    explain: "在下一步有决定之前，才能收回自己的决定。",
  },
  too_large: {
    title: "太大",
    message: ["最多 {max}", "内容太大"],
    fix: ["分几次发送"],
    explain: "超过了字节数限制：JSON 请求体最多 1 MiB（应用包和批量 10 MiB），文件最多 50 MiB。",
  },
  unsupported_media_type: {
    title: "不支持的内容类型",
    message: ["这里不支持 {type}", "这里不支持这种内容类型"],
    fix: ["改用 {expected}", "发送 application/json"],
    explain: "`Content-Type` 不是这个调用能读的，或者文件内容不是支持的类型。",
  },
  precondition_required: {
    title: "需要 If-Match",
    message: ["缺少请求头 If-Match"],
    fix: ["带上读到的 ETag；要以最后写入为准，用 If-Match: *"],
    explain: "修改和删除需要 `If-Match`，这样没有人会覆盖自己没看过的内容。",
  },
  rate_limited: {
    title: "请求太多",
    message: ["请求太多，{seconds} 秒后再试", "请求太多"],
    fix: ["等到 Retry-After 的时间"],
    explain: "这个账号或地址的请求次数（或登录失败次数）暂时用完。",
  },
  validation_failed: {
    title: "请求有错误",
    message: ["请求有 {count} 处错误", "请求有错误"],
    fix: ["逐项改正 `errors`"],
    explain:
      "找到了一处或多处问题，全部列在 `errors`，每项有代码、路径、说明、应有的、收到的和改法。什么都没有改变。",
  },
  idempotency_mismatch: {
    title: "键已用于别的请求",
    message: ["这个 Idempotency-Key 已用于另一个请求"],
    fix: ["新请求用新的键"],
    explain: "一个键只代表一种方法、路径和请求体。",
  },
  query_too_expensive: {
    title: "查询太慢",
    message: ["查询超过 {seconds} 秒", "查询时间太长"],
    fix: ["缩小筛选范围，或者按有索引的字段排序"],
    explain: "查询超过 10 秒会被终止。",
  },
  flow_failed: {
    title: "流程失败",
    message: ["步骤 {step} 失败：{reason}", "这次写入所属的流程失败"],
    fix: ["查看运行记录"],
    explain: "同步流程失败，触发它的写入一并撤销。",
  },
  internal: {
    title: "内部错误",
    message: ["服务器出了问题"],
    fix: ["重试；如果一直这样，把 requestId 交给管理员"],
    explain: "意外的故障。什么都没有改变。原因在服务器日志里，按请求编号查。",
  },
  unavailable: {
    title: "暂时不可用",
    message: ["暂时连不上数据库"],
    fix: ["几秒后重试"],
    explain: "数据库没有响应，或者服务正在停止。`Retry-After` 说明何时重试。",
  },
  required: {
    title: "必填",
    message: ["“{label}”必填", "这里必填"],
    fix: ["填写“{label}”", "填一个值"],
    variants: { member: { message: ["缺少成员 {name}", "缺少成员"], fix: ["加上 {name}", "加上这个成员"] } },
    explain: "必填的字段或成员缺失、为 null 或为空。规则也可以让字段变成必填。",
  },
  unknown_field: {
    title: "未知字段",
    message: ["没有字段 {name}", "没有这个字段"],
    fix: ["是不是 {nearest}？", "检查字段的 id"],
    explain: "名字不是这张表的字段，或者调用者永远看不到它：两种情况回答一样。",
  },
  unknown_member: {
    title: "未知成员",
    message: ["这里没有成员 {name}", "没有这个成员"],
    fix: ["是不是 {nearest}？", "去掉它"],
    explain: "服务器拒绝不认识的成员，这样打错字不会被悄悄忽略。",
  },
  type_mismatch: {
    title: "类型不对",
    message: ["“{label}”应为{expected}，不是{got}", "应为{expected}，不是{got}", "值的类型不对"],
    fix: ["给出{expected}", "给出类型正确的值"],
    variants: {
      operands: {
        message: ["{operator} 不能用于 {left} 和 {right}", "两边的类型不相配"],
        fix: ["转换其中一边，让两边类型相同"],
      },
      argument: { message: ["{operator} 需要 {expected}，不是 {got}", "有参数的类型不对"] },
      condition: {
        message: ["条件的结果应为是或否，不是 {got}", "条件的结果应为是或否"],
        fix: ["和某个值比较，例如 total > 100"],
      },
    },
    explain: '值的类型和所需的不同。不会悄悄转换：文本 `"1"` 不是数字 1。',
  },
  out_of_range: {
    title: "超出范围",
    message: ["“{label}”超出范围", "值超出范围"],
    fix: ["填 {min} 到 {max} 之间的值", "填限制以内的值"],
    variants: {
      inexact: { message: ["数字的位数超过 JSON 能保持的"], fix: ["用字符串发送"] },
      max: { message: ["“{label}”最大为 {max}", "最大为 {max}"], fix: ["填 {max} 或更小"] },
      min: { message: ["“{label}”最小为 {min}", "最小为 {min}"], fix: ["填 {min} 或更大"] },
      precision: { message: ["“{label}”的整数部分超过 {max} 位", "整数部分位数太多"], fix: ["填小一点的数"] },
      lines_max: { message: ["“{label}”最多 {max} 行", "行数太多"], fix: ["删到 {max} 行以内"] },
      lines_min: { message: ["“{label}”至少 {min} 行", "行数太少"], fix: ["添加行"] },
    },
    explain: "值或明细的行数超出字段或类型的限制。",
  },
  too_long: {
    title: "太长",
    message: ["“{label}”有 {length} 个字符，最多 {max} 个", "“{label}”最多 {max} 个字符", "文本太长"],
    fix: ["缩短到 {max} 个字符以内", "缩短它"],
    explain: "文本超过字段允许的长度。字符按 Unicode 码位计算。",
  },
  scale_exceeded: {
    title: "小数位太多",
    message: ["“{label}”最多 {scale} 位小数", "小数位太多"],
    fix: ["四舍五入到 {scale} 位小数", "四舍五入"],
    explain: "小数位超过字段的精度。输入绝不会被悄悄舍入。",
  },
  bad_format: {
    title: "格式不对",
    message: ["“{label}”不是{expected}", "“{label}”的格式不对", "值的格式不对"],
    fix: ["写成 {example} 这样", "改正格式"],
    variants: {
      password_short: { message: ["密码至少要 {min} 个字符"], fix: ["用长一些的，例如几个词"] },
      password_common: { message: ["这个密码太常见，很容易被猜中"], fix: ["换一个别人不会用的"] },
      password_email: { message: ["密码就是邮箱"], fix: ["换一个"] },
      nul: { message: ["文本里有字符 U+0000"], fix: ["去掉它"] },
      surrogate: { message: ["文本里有半个字符"], fix: ["发送完整的 Unicode 字符"] },
    },
    explain: "值不符合类型要求的形式：日期、邮箱、id、模式。",
  },
  not_unique: {
    title: "重复",
    message: ["已有记录用了这个“{label}”", "已有记录用了这个值"],
    fix: ["换一个“{label}”", "换一个值"],
    variants: {
      existing_rows: {
        message: ["已有 {count} 条记录的值重复", "已有记录的值重复"],
        fix: ["先修改那些记录"],
      },
    },
    explain: "会违反表的 `unique`。回答不会说明是哪条记录。",
  },
  overlap: {
    title: "重叠",
    message: ["和另一条记录重叠"],
    fix: ["换一个范围"],
    explain: "表的 `exclude` 不允许范围重叠。",
  },
  reference_not_found: {
    title: "找不到",
    message: ["“{label}”：没有这条{entity}", "“{label}”：没有这个选项", "没有这条记录或这个选项"],
    fix: ["从 {options} 里选", "选一个存在的"],
    variants: {
      batch: {
        message: ["前面没有哪一步给出 {reference}"],
        fix: ["引用其中之一：{known}", "用 as 给前面的步骤起名"],
      },
      existing_rows: {
        message: ["已有 {count} 条记录指向不存在的对象", "已有记录指向不存在的对象"],
        fix: ["先修改那些记录"],
      },
    },
    explain: "关联指向的记录不存在或看不到，或者选项不存在、已停用。",
  },
  invariant_failed: {
    title: "违反约束",
    message: ["记录的约束不成立"],
    fix: ["修改相关的值，让约束成立"],
    variants: {
      existing_rows: {
        message: ["已有 {count} 条记录不符合这个约束", "已有记录不符合这个约束"],
        fix: ["先修改那些记录"],
      },
    },
    explain: "写入之后表的约束不成立。约束在每次提交、每条路径上都成立。",
  },
  rule_failed: {
    title: "被规则拒绝",
    message: ["有规则拒绝了这次写入"],
    fix: ["按提示处理"],
    explain: "表的规则报了错，说明文字由设计者写。",
  },
  bad_move: {
    title: "状态不能这样变",
    message: ["“{label}”不能从 {from} 变为 {to}", "状态不能这样变"],
    fix: ["改为 {allowed} 之一", "改为能到达的状态"],
    variants: {
      initial: {
        message: ["“{label}”只能从 {allowed} 开始，不能是 {to}"],
        fix: ["不填“{label}”，或填 {allowed}"],
      },
      none: {
        message: ["“{label}”不能从 {from} 变为 {to}"],
        fix: ["从这里只能由动作推进，或已是终点"],
      },
    },
    explain: "表的 `states` 没有这个变化，或者只允许由动作、审批或流程来做。",
  },
  read_only_field: {
    title: "只读",
    message: ["“{label}”不能写", "这个字段不能写"],
    fix: ["不要提交它"],
    variants: {
      flows_only: { message: ["“{entity}”只能由流程和动作写入"], fix: ["使用它的动作"] },
      append_only: { message: ["“{entity}”只能追加，不能删除"], fix: ["另加一条记录来更正"] },
    },
    explain: "字段是计算出来的、系统的、设计或规则规定只读的，或者这张表只接受流程写入。",
  },
  cycle: {
    title: "循环",
    message: ["互相依赖成了圈：{path}", "互相依赖成了圈"],
    fix: ["在一处断开"],
    variants: { tree: { message: ["“{label}”不能在自己之下"], fix: ["另选一个“{label}”"] } },
    explain: "公式、角色或应用互相依赖，没有一个能先算出来。",
  },
  unknown_document: {
    title: "未知文档",
    message: ["没有{kind} {name}", "没有文档 {name}", "没有这个文档"],
    fix: ["是不是 {nearest}？", "加上它，或者改正名字"],
    variants: { requires: { message: ["需要应用 {name} {range}", "缺少需要的应用"], fix: ["先安装它"] } },
    explain: "文档引用了不存在的应用、表、视图或其他文档，或者 `requires` 没有满足。",
  },
  unsupported_kind: {
    title: "不支持",
    message: ["这个版本不支持 {name}", "这个版本不支持"],
    fix: ["去掉它，或者使用更新的版本"],
    explain: "契约里有这种文档、成员或字段类型，但这个版本还没有它的引擎；或者第三方类型没有安装。",
  },
  syntax_error: {
    title: "语法错误",
    message: ["{got} 前面需要{expected}", "末尾需要{expected}", "在 {got} 处读不懂", "表达式读不懂"],
    fix: ["{hint}", "改正标出的位置"],
    explain: "表达式不合语法。`at` 给出字符位置，从 0 数起。",
  },
  unknown_function: {
    title: "未知函数",
    message: ["没有函数 {name}", "没有这个函数"],
    fix: ["是不是 {nearest}？", "检查函数名"],
    explain: "表达式调用了不存在的函数或运算符。",
  },
  not_storable: {
    title: "不能存储",
    message: ["{name} 会自己变化，不能存储", "这个值会自己变化，不能存储"],
    fix: ["改在筛选、视图或规则里用它"],
    explain: "会自己变化的值（涉及今天、现在或设置）用在了需要存储值的地方：约束、唯一、索引、存储的公式。",
  },
  ambiguous: {
    title: "有歧义",
    message: ["{name} 有几种意思", "有几种意思"],
    fix: ["写明是哪一个"],
    variants: {
      upsert_key: {
        message: ["{entity}没有恰好由这些字段组成的唯一约束"],
        fix: ["用其中之一：{known}", "给这张表加上这些字段的唯一约束"],
      },
    },
    explain: "名字或导入时的键，对应不止一个。",
  },
  invalid_cursor: {
    title: "游标无效",
    message: ["游标不属于这个查询"],
    fix: ["不带游标重新开始"],
    explain: "游标和它的查询、用户绑定，不能手工编造。",
  },
  too_deep: {
    title: "太深",
    message: ["最多 {max} 层", "嵌套太深"],
    fix: ["减少层数"],
    explain: "JSON 最多 128 层，表达式 32 层，expand 3 层。",
  },
  too_many: {
    title: "太多",
    message: ["最多 {max}，收到 {got}", "最多 {max}", "太多了"],
    fix: ["一次最多发送 {max}", "分几次发送"],
    variants: {
      consequences: {
        message: ["将有超过 {max} 处其他数值需要重新计算", "需要重新计算的其他数值过多"],
        fix: ["请加上 Prefer: respond-async 发送，或分批进行"],
      },
    },
    explain: "超过了数量限制：每页 500 条、明细 500 行、表达式 1 000 个节点、导入 100 000 行。",
  },
  approver_required: {
    title: "需要选审批人",
    message: ["步骤 {step} 需要选审批人", "需要选审批人"],
    fix: ["选一个人"],
    explain: "步骤由提交人选审批人，但没有选。",
  },
  no_approver: {
    title: "没有审批人",
    message: ["步骤 {step} 没有人能审批", "没有人能审批"],
    fix: ["给某个人这个角色，或者修改步骤"],
    explain: "步骤的审批人为空，而它规定 `onEmpty: fail`。",
  },
};
