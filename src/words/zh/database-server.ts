/** 自带的数据库：启动时说给安装和维护的人听。 */
export const databaseServerWords = {
  creating: (folder: string) => `第一次启动，正在建立数据库：${folder}`,
  recovering: '上次没有正常关闭，数据库正在恢复，请稍候……',
  lost: '数据库进程意外停止，正在重新启动。',
  isBack: '数据库已恢复运行。',
  noBinaries: (platform: string) =>
    `没有适用于本机（${platform}）的自带数据库。请安装 PostgreSQL 15 或更高版本，并设置 DATABASE_URL。`,
  brokenBinaries: (detail: string) =>
    `自带数据库的程序文件不完整，且无法补全（${detail}）。请用有写权限的账户运行 npm ci。`,
  noAccount: (detail: string) =>
    `PostgreSQL 不允许以 root 身份运行，本机又不能使用用户命名空间（unshare），也建不了普通账户（${detail}）。请换普通账户启动，或设置 DATABASE_URL。`,
  outOfReach: (account: string, path: string) =>
    `PostgreSQL 不允许以 root 身份运行，改用账户 ${account}，但它读不到 ${path}（上级文件夹不让别人进入）。请换普通账户启动、把程序和数据放到别人进得去的文件夹，或设置 DATABASE_URL。`,
  noPassword: (file: string) => `数据库在，但它的密码文件不见了：${file}。请从备份中找回这个文件。`,
  notCreated: (detail: string) => `数据库没有建成。\n${detail}`,
  notStarted: (log: string, lines: string) => `数据库没有启动起来。日志 ${log} 的最后几行：\n${lines}`,
  notAnswering: (folder: string) => `数据库没有应答：${folder}。另一个正在使用它的程序可能没有正常启动或关闭。`,
}
