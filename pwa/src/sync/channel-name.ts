/** Name of the channel between the tabs of one person and the service worker. */
export const channelNameOf = (personId: string): string => `edutrack-tabs-${personId}`
