/** What is counted, in Khmer. */
const COUNTED: Record<string, string> = { followers: 'អ្នកតាមដាន', subscribers: 'អ្នកជាវ', likes: 'ការចុចចូលចិត្ត', views: 'ការមើល', posts_per_day: 'ការបង្ហោះក្នុងមួយថ្ងៃ' };
/** A count with what is counted and where: "250000 អ្នកជាវ (telegram)". */
export const countInKhmer = ({ value, metric, platform }: { value: number; metric: string; platform: string }): string => `${value} ${COUNTED[metric] ?? metric}${platform === 'other' ? '' : ` (${platform})`}`;
