"""The words by which an office looks for its work, each with the title of what it must find."""

from collections.abc import Mapping

_WORDS = """
A person joins the household: 新生儿 上户口 迁入 入户 newborn
A person joins the household: 生孩子 小孩 baby married
Birth: 出生 birth
Marriage into the household: 婚入
A person leaves the household: 去世 迁出 婚出 出嫁 departure
A person leaves the household: 过世 搬走 died moved
Death: 死亡 death
Change the head of a household: 换户主 变更户主 householder
Split a household: 分户 分家 split
Merge two households: 并户 合户 merge
Move a household within the county: 搬家 迁村 relocate
The whole household is gone: 整户迁出 销户 deregister
Add a member: 添加成员 家庭成员
Correct a member: 改名 改身份证 改姓名 rename
Correct a household: 改电话 改账号 telephone
Record facts of a year: 收入 住房情况 人均纯收入 income
Record facts of a person in a year: 上学 务工 劳动力 schooling
Record causes of poverty: 致贫原因 cause
Record a clue: 线索 自主申报 易返贫 clue
Dispatch a clue: 派发 分派 assign
Verify a clue: 核实
Open a case of monitoring: 纳入 纳入监测
Monitored households: 监测对象 monitored 监测户 消除 边缘易致贫户 release
Look for signals: 预警 排查 筛查 warning
Dismiss a signal: 排除预警 误报
Set the risks of a monitored household: 风险类型 risk
Record a visit to a household: 走访 入户走访 下乡 visit
New household application: 建档立卡 农户申请 apply
New village application: 贫困村申请
Open a case for a household on record: 清退 漏评 返贫 立案 removal relapse missed
Record a meeting: 评议 评议会 民主评议 开会 assembly
Record a visit: 入户核查
Record a data comparison: 比对 信息比对
Record the household's consent: 签字 承诺 授权书 consent
Record a review: 审核 复核 乡镇审核 review
Decide and sign: 审定 批准 同意 审批 approve sign
Announce the result: 公告 公布 announce
Open a disclosure: 张榜 公示 贴榜 上墙 post
Record a place of posting: 张贴 公示照片 photograph
Extend the disclosure: 延长公示 延期 extend
Close the disclosure: 公示结果 公示期满
Record an objection: 异议 有意见 反映 objection
Settle an objection: 办结异议 复查 settle
Declare a notice void: 作废 void
Answer the applicant: 答复 告知书
Return for changes: 退回 打回 驳回 return
Take back the last step: 撤回
Withdraw a case: 撤件 不办了 withdraw
Exit checks: 退出 脱贫 出列 exit
Apply for the exit of the county: 摘帽 贫困县退出 delisting
Record a result of an evaluation: 漏评率 错退率
Conclude an evaluation: 评估
Record a need: 需求 困难 need
Record a measure: 措施 低保 医保 雨露计划 危房改造 搬迁 护林员
Record a measure: 公岗 公益性岗位 小额信贷 贷款 补贴 慰问 measure loan
Give a measure to many households: 批量 bulk
Record the delivery of a measure: 落实 兑现
Record a stage of a measure: 还款 贴息 续签 逾期 入住 上岗 repay
Post proposed holders: 公岗公示 拟聘
Assign a contact official: 结对 帮扶人 帮扶责任人 包户 helper
Hand a household over to another official: 换帮扶人
Hand all households of an official over: 移交 换干部 交接 handover successor
Form a resident team: 工作队 驻村 team
Add a member to a team: 第一书记 驻村队员 secretary
Record a week of a team member: 签到 考勤 驻村日志 attendance
Record a training: 培训 培训班 training
Record a pledge or a task: 责任书 pledge
Propose a project: 项目 申报项目 项目库 project
Record the progress of a project: 开工 验收 招标 竣工 tender
Record a fund: 资金 到账 资金文件 fund
Release money to a project: 拨付 拨款 allot
Record a payment: 付款 给钱 支付 发钱 凭证 打款 报账 pay
Divide money among households: 分钱 按户分配 divide
Record an asset: 资产 确权 asset
Record the income of an asset: 分红 收益 dividend
Draw a round: 抽查 抽样 普查 督查 暗访 sample
Enter a field sheet: 问卷 调查表 questionnaire
Record a finding: 问题 发现问题 problem
Record the mending of a finding: 整改 整改完成 rectify
Confirm that a finding is mended: 整改验收 销号
Record an appraisal: 考核 考评 appraisal
Record a report of misconduct: 举报 信访 12317 投诉 hotline
Ask departments: 部门比对 部门数据 民政 departments
Take a list as the answer: 部门反馈 反馈名单
Decide on a hit: 疑点 有房有车
Rule on a duplicate: 重复人员 重名
Put it in force: 生效 待生效
Import and returns: 导入 导出 上报 报表 月报 台账 excel import export report
Notices: 打印 明白卡 红头 print
Registry: 花名册 名册 查人 roster
Changes of households: 人口变动 自然增减
Consistency checks: 数据核查 数据质量 quality
Possible duplicates: 重复 查重 duplicate
Backups: 备份 恢复 还原 backup restore
History: 校验 操作记录 日志 谁改的 audit verify
Today: 待办 今日 today
People: 用户 账号 权限 users
Working days: 日历
Figures: 参数 政策标准
Server: 服务器 联网 数据库
Add a person: 加人 新用户 开户 account
Reset a password: 忘记密码 重置密码 forgot
Close an account: 停用 离职 disable
Change a post: 调岗 改权限
Enter a figure of policy: 标准线 贫困线 收入标准 standard
Confirm a figure of policy: 确认标准 待确认
Enter the holidays of a year: 节假日 放假 调休 holidays
Name an office: 单位名称 机关名称
Freeze a return: 定稿 锁定报表 freeze
Close a year: 年度结转 关账 封年
Undo a batch: 撤销导入
Confirm an opening balance: 期初 确认期初
Look at a past day…: 某日 回看 history
Set my password: 改密码 修改密码 password
Lock the window: 锁屏 lock
Sign out: 退出登录 换人
中文 / English: 语言 language
Guides: 帮助 说明书 怎么用 manual
Light, dark or high contrast: 深色 护眼 contrast
"""


def _read(lines: str) -> Mapping[str, str]:
    split = (line.rpartition(": ") for line in lines.strip().splitlines())
    return {word: title for title, _colon, words in split for word in words.split()}


EVERYDAY = _read(_WORDS)
