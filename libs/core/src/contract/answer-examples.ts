/** Answers of each route that reads, taken from the small election of the tests (CLAQUE_WRITE_GOLDEN=1 writes them anew), lists and texts cut short. */
export const ANSWERS: Readonly<Record<string, unknown>> = {
 "getLive": {
  "status": "ok"
 },
 "getReady": {
  "status": "ready",
  "database": "ok",
  "queue": "ok"
 },
 "listPublicEditions": {
  "items": [
   {
    "election": {
     "id": "lowlands",
     "name": {
      "en": "Lowlands vote",
      "km": "ការបោះឆ្នោត"
     },
     "pollingDay": "2031-03-14",
     "timeZone": "Asia/Phnom_Penh"
    },
    "date": "2031-03-02",
    "kind": "daily",
    "sequence": 1,
    "releasedAt": "2031-03-02T00:00:00.000Z"
   }
  ],
  "next": null
 },
 "getSession": {
  "person": {
   "kind": "key",
   "id": "4",
   "name": "key:admin",
   "code": "key:admin",
   "role": "admin",
   "elections": null,
   "totp": false
  },
  "confirmedUntil": null,
  "until": null
 },
 "listSessions": {
  "items": []
 },
 "listPeople": {
  "items": [
   {
    "id": "1",
    "name": "first",
    "code": "V1",
    "role": "viewer",
    "elections": [],
    "active": true,
    "totp": false,
    "hasPassword": false,
    "createdAt": "2026-11-26T18:43:11.887Z",
    "lastSeenAt": null
   }
  ]
 },
 "getPerson": {
  "id": "1",
  "name": "first",
  "code": "V1",
  "role": "viewer",
  "elections": [],
  "active": true,
  "totp": false,
  "hasPassword": false,
  "createdAt": "2026-11-26T18:43:11.887Z",
  "lastSeenAt": null
 },
 "listKeys": {
  "items": [
   {
    "id": "1",
    "name": "viewer",
    "prefix": "ck_S7PjQX",
    "role": "viewer",
    "elections": null,
    "createdAt": "2026-11-26T18:43:11.760Z",
    "expiresAt": null,
    "lastUsedAt": null,
    "revokedAt": null
   }
  ]
 },
 "getToday": {
  "electionId": "lowlands",
  "name": {
   "en": "Lowlands vote",
   "km": "ការបោះឆ្នោត"
  },
  "date": "2031-03-05",
  "now": "2031-03-05T00:00:00.000Z",
  "timeZone": "Asia/Phnom_Penh",
  "pollingDay": "2031-03-14",
  "phase": "pre-campaign",
  "daysLeft": 9,
  "watchlistVersion": 1,
  "review": {
   "waiting": 3,
   "second": 0,
   "split": 0,
   "mine": 3,
   "byKind": {
    "call": 3
   }
  },
  "campaigns": {
   "active": 1,
   "new": 0,
   "newest": [
    {
     "id": "drive-1",
     "name": null,
     "target": "telegram:harbour_example",
     "members": 2,
     "calls": 1,
     "firstAt": "2031-03-02T00:00:00.000Z",
     "firstDated": null,
     "lastAt": "2031-03-02T00:00:00.000Z",
     "pValue": null,
     "isNew": false
    }
   ]
  },
  "goals": [
   {
    "account": "telegram:harbour_example",
    "value": 1000,
    "by": null,
    "statedBy": "tides",
    "now": 800,
    "nowAt": "2031-03-02T00:00:00.000Z",
    "how": "reported",
    "share": 0.8,
    "daysLeft": null
   }
  ],
  "accountFindings": {
   "since": "2031-02-26",
   "unexplained": 0,
   "events": 0
  },
  "gaps": {
   "open": 1,
   "sources": 1,
   "newest": [
    {
     "id": "1",
     "sourceId": "dykes-website",
     "actor": {
      "en": "Ministry of dykes"
     },
     "reason": "blocked",
     "detail": "403",
     "lastAt": "2031-03-02T00:00:00.000Z"
    }
   ]
  },
  "sources": {
   "all": 2,
   "readToday": 0,
   "paused": 0
  },
  "days": [
   {
    "day": "2031-02-20",
    "documents": 0,
    "calls": 0,
    "actors": 0,
    "reported": 0,
    "standing": 0
   }
  ],
  "editions": [
   {
    "id": null,
    "audience": "staff",
    "date": "2031-03-05",
    "state": "not composed",
    "releasedAt": null
   }
  ],
  "replies": {
   "open": 0,
   "overdue": 0
  },
  "queues": {
   "waiting": 0,
   "active": 0,
   "delayed": 0,
   "failed": 0
  }
 },
 "listElections": {
  "items": [
   {
    "id": "lowlands",
    "name": {
     "en": "Lowlands vote",
     "km": "ការបោះឆ្នោត"
    },
    "polity": {
     "en": "Lowlands"
    },
    "timeZone": "Asia/Phnom_Penh",
    "pollingDay": "2031-03-14",
    "phases": [],
    "releaseRules": [],
    "watchlistVersion": 1
   }
  ],
  "next": null
 },
 "getElection": {
  "id": "lowlands",
  "name": {
   "en": "Lowlands vote",
   "km": "ការបោះឆ្នោត"
  },
  "polity": {
   "en": "Lowlands"
  },
  "timeZone": "Asia/Phnom_Penh",
  "pollingDay": "2031-03-14",
  "phases": [],
  "releaseRules": [],
  "watchlistVersion": 1
 },
 "listCalls": {
  "items": [
   {
    "id": "3",
    "electionId": "lowlands",
    "actor": {
     "id": "tides",
     "name": {
      "en": "Ministry of tides"
     }
    },
    "document": {
     "id": "3",
     "url": "https://tides.example/2",
     "title": "Letter 2 <script>alert(1)</script>",
     "language": "en",
     "sourceId": "tides-website",
     "publishedAt": "2031-03-03T23:30:00.000Z",
     "publishedPrecision": "minute",
     "firstSeenAt": "2031-03-03T23:30:00.000Z",
     "byHand": null
    },
    "quote": "follow t.me/harbour_example",
    "span": {
     "start": 19,
     "end": 46
    },
    "target": "telegram:harbour_example",
    "targetUrl": "https://t.me/harbour_example",
    "action": "follow",
    "audience": "employees",
    "strength": "instruction",
    "voice": "own",
    "caller": null,
    "why": "asks staff to follow",
    "confidence": 0.9,
    "detector": "call-to-follow",
    "detectorVersion": 1,
    "verdict": "observed",
    "check": "machine"
   }
  ],
  "next": null
 },
 "getCall": {
  "id": "1",
  "electionId": "lowlands",
  "actor": {
   "id": "tides",
   "name": {
    "en": "Ministry of tides"
   }
  },
  "document": {
   "id": "1",
   "url": "https://tides.example/0",
   "title": "Letter 0 <script>alert(1)</script>",
   "language": "en",
   "sourceId": "tides-website",
   "publishedAt": "2031-03-01T23:30:00.000Z",
   "publishedPrecision": "minute",
   "firstSeenAt": "2031-03-01T23:30:00.000Z",
   "byHand": null
  },
  "quote": "follow t.me/harbour_example",
  "span": {
   "start": 19,
   "end": 46
  },
  "target": "telegram:harbour_example",
  "targetUrl": "https://t.me/harbour_example",
  "action": "follow",
  "audience": "employees",
  "strength": "instruction",
  "voice": "own",
  "caller": null,
  "why": "asks staff to follow",
  "confidence": 0.9,
  "detector": "call-to-follow",
  "detectorVersion": 1,
  "verdict": "observed",
  "check": "machine"
 },
 "listCampaigns": {
  "items": [
   {
    "id": "drive-1",
    "electionId": "lowlands",
    "target": "telegram:harbour_example",
    "active": true,
    "members": [
     {
      "id": "tides",
      "name": {
       "en": "Ministry of tides"
      },
      "kind": "ministry",
      "side": "government"
     }
    ],
    "calls": [
     {
      "observationId": "1",
      "documentId": "1",
      "actorId": "tides",
      "at": "2031-03-02T00:00:00.000Z"
     }
    ],
    "firstAt": "2031-03-02T00:00:00.000Z",
    "lastAt": "2031-03-02T00:00:00.000Z",
    "links": [
     "same target"
    ],
    "objects": [],
    "order": [
     {
      "actorId": "tides",
      "firstAt": "2031-03-02T00:00:00.000Z",
      "afterMs": 0,
      "calls": 1,
      "role": "origin"
     }
    ],
    "lineage": [],
    "similarity": 0.9,
    "pValue": null,
    "verdict": "observed",
    "name": null,
    "merged": [],
    "splitFrom": null
   }
  ],
  "next": null
 },
 "getCampaign": {
  "id": "drive-1",
  "electionId": "lowlands",
  "target": "telegram:harbour_example",
  "active": true,
  "members": [
   {
    "id": "tides",
    "name": {
     "en": "Ministry of tides"
    },
    "kind": "ministry",
    "side": "government"
   }
  ],
  "calls": [
   {
    "observationId": "1",
    "documentId": "1",
    "actorId": "tides",
    "at": "2031-03-02T00:00:00.000Z"
   }
  ],
  "firstAt": "2031-03-02T00:00:00.000Z",
  "lastAt": "2031-03-02T00:00:00.000Z",
  "links": [
   "same target"
  ],
  "objects": [],
  "order": [
   {
    "actorId": "tides",
    "firstAt": "2031-03-02T00:00:00.000Z",
    "afterMs": 0,
    "calls": 1,
    "role": "origin"
   }
  ],
  "lineage": [],
  "similarity": 0.9,
  "pValue": null,
  "verdict": "observed",
  "name": null,
  "merged": [],
  "splitFrom": null
 },
 "listCampaignCalls": {
  "items": [
   {
    "id": "1",
    "electionId": "lowlands",
    "actor": {
     "id": "tides",
     "name": {
      "en": "Ministry of tides"
     }
    },
    "document": {
     "id": "1",
     "url": "https://tides.example/0",
     "title": "Letter 0 <script>alert(1)</script>",
     "language": "en",
     "sourceId": "tides-website",
     "publishedAt": "2031-03-01T23:30:00.000Z",
     "publishedPrecision": "minute",
     "firstSeenAt": "2031-03-01T23:30:00.000Z",
     "byHand": null
    },
    "quote": "follow t.me/harbour_example",
    "span": {
     "start": 19,
     "end": 46
    },
    "target": "telegram:harbour_example",
    "targetUrl": "https://t.me/harbour_example",
    "action": "follow",
    "audience": "employees",
    "strength": "instruction",
    "voice": "own",
    "caller": null,
    "why": "asks staff to follow",
    "confidence": 0.9,
    "detector": "call-to-follow",
    "detectorVersion": 1,
    "verdict": "observed",
    "check": "machine"
   }
  ],
  "next": null
 },
 "listCampaignTexts": {
  "items": [
   {
    "documentId": "1",
    "actor": {
     "id": "tides",
     "name": {
      "en": "Ministry of tides"
     }
    },
    "at": "2031-03-01T23:30:00.000Z",
    "url": "https://tides.example/0",
    "title": "Letter 0 <script>alert(1)</script>",
    "language": "en",
    "text": "Staff are asked to follow t.me/harbour_example by Friday.",
    "quotes": [
     {
      "start": 19,
      "end": 46
     }
    ],
    "like": null,
    "similarity": null
   }
  ],
  "more": 0
 },
 "getCampaignNetwork": {
  "nodes": [
   {
    "id": "tides",
    "name": {
     "en": "Ministry of tides"
    },
    "kind": "ministry",
    "side": "government",
    "calls": 1,
    "firstAt": "2031-03-02T00:00:00.000Z",
    "role": "origin"
   }
  ],
  "edges": []
 },
 "listCampaignDecisions": {
  "items": []
 },
 "listReview": {
  "items": [
   {
    "id": "3",
    "electionId": "lowlands",
    "kind": "call",
    "actor": {
     "id": "tides",
     "name": {
      "en": "Ministry of tides"
     }
    },
    "document": {
     "id": "3",
     "url": "https://tides.example/2",
     "title": "Letter 2 <script>alert(1)</script>",
     "language": "en",
     "sourceId": "tides-website",
     "publishedAt": "2031-03-03T23:30:00.000Z",
     "publishedPrecision": "minute",
     "firstSeenAt": "2031-03-03T23:30:00.000Z"
    },
    "quote": "follow t.me/harbour_example",
    "span": {
     "start": 19,
     "end": 46
    },
    "context": {
     "before": "Staff are asked to ",
     "after": " by Friday."
    },
    "target": "telegram:harbour_example",
    "payload": {
     "voice": "own",
     "action": "follow",
     "caller": null,
     "target": {
      "url": "https://t.me/harbour_example",
      "owner": null,
      "handle": "harbour_example",
      "platform": "telegram"
     },
     "audience": "employees",
     "strength": "instruction"
    },
    "found": {
     "voice": "own",
     "action": "follow",
     "caller": null,
     "target": {
      "url": "https://t.me/harbour_example",
      "owner": null,
      "handle": "harbour_example",
      "platform": "telegram"
     },
     "audience": "employees",
     "strength": "instruction"
    },
    "why": "asks staff to follow",
    "confidence": 0.9,
    "detector": "call-to-follow",
    "detectorVersion": 1,
    "verdict": "observed",
    "check": "machine",
    "review": {
     "state": "waiting",
     "decision": null,
     "allegation": false,
     "mine": null,
     "decisions": [],
     "notes": [],
     "hidden": 0,
     "decisionNoteId": null,
     "replies": []
    }
   }
  ],
  "next": null
 },
 "listObservations": {
  "items": [
   {
    "id": "3",
    "electionId": "lowlands",
    "kind": "call",
    "actor": {
     "id": "tides",
     "name": {
      "en": "Ministry of tides"
     }
    },
    "document": {
     "id": "3",
     "url": "https://tides.example/2",
     "title": "Letter 2 <script>alert(1)</script>",
     "language": "en",
     "sourceId": "tides-website",
     "publishedAt": "2031-03-03T23:30:00.000Z",
     "publishedPrecision": "minute",
     "firstSeenAt": "2031-03-03T23:30:00.000Z"
    },
    "quote": "follow t.me/harbour_example",
    "span": {
     "start": 19,
     "end": 46
    },
    "context": {
     "before": "Staff are asked to ",
     "after": " by Friday."
    },
    "target": "telegram:harbour_example",
    "payload": {
     "voice": "own",
     "action": "follow",
     "caller": null,
     "target": {
      "url": "https://t.me/harbour_example",
      "owner": null,
      "handle": "harbour_example",
      "platform": "telegram"
     },
     "audience": "employees",
     "strength": "instruction"
    },
    "found": {
     "voice": "own",
     "action": "follow",
     "caller": null,
     "target": {
      "url": "https://t.me/harbour_example",
      "owner": null,
      "handle": "harbour_example",
      "platform": "telegram"
     },
     "audience": "employees",
     "strength": "instruction"
    },
    "why": "asks staff to follow",
    "confidence": 0.9,
    "detector": "call-to-follow",
    "detectorVersion": 1,
    "verdict": "observed",
    "check": "machine",
    "review": {
     "state": "waiting",
     "decision": null,
     "allegation": false,
     "mine": null,
     "decisions": [],
     "notes": [],
     "hidden": 0,
     "decisionNoteId": null,
     "replies": []
    }
   }
  ],
  "next": null
 },
 "getObservation": {
  "id": "1",
  "electionId": "lowlands",
  "kind": "call",
  "actor": {
   "id": "tides",
   "name": {
    "en": "Ministry of tides"
   }
  },
  "document": {
   "id": "1",
   "url": "https://tides.example/0",
   "title": "Letter 0 <script>alert(1)</script>",
   "language": "en",
   "sourceId": "tides-website",
   "publishedAt": "2031-03-01T23:30:00.000Z",
   "publishedPrecision": "minute",
   "firstSeenAt": "2031-03-01T23:30:00.000Z"
  },
  "quote": "follow t.me/harbour_example",
  "span": {
   "start": 19,
   "end": 46
  },
  "context": {
   "before": "Staff are asked to ",
   "after": " by Friday."
  },
  "target": "telegram:harbour_example",
  "payload": {
   "voice": "own",
   "action": "follow",
   "caller": null,
   "target": {
    "url": "https://t.me/harbour_example",
    "owner": null,
    "handle": "harbour_example",
    "platform": "telegram"
   },
   "audience": "employees",
   "strength": "instruction"
  },
  "found": {
   "voice": "own",
   "action": "follow",
   "caller": null,
   "target": {
    "url": "https://t.me/harbour_example",
    "owner": null,
    "handle": "harbour_example",
    "platform": "telegram"
   },
   "audience": "employees",
   "strength": "instruction"
  },
  "why": "asks staff to follow",
  "confidence": 0.9,
  "detector": "call-to-follow",
  "detectorVersion": 1,
  "verdict": "observed",
  "check": "machine",
  "review": {
   "state": "waiting",
   "decision": null,
   "allegation": false,
   "mine": null,
   "decisions": [],
   "notes": [],
   "hidden": 0,
   "decisionNoteId": null,
   "replies": []
  }
 },
 "getAgreement": {
  "items": []
 },
 "listCodebooks": {
  "items": []
 },
 "listDecisionNotes": {
  "items": [],
  "next": null
 },
 "listDocuments": {
  "items": [
   {
    "id": "3",
    "electionId": "lowlands",
    "actor": {
     "id": "tides",
     "name": {
      "en": "Ministry of tides"
     }
    },
    "source": {
     "id": "tides-website",
     "kind": "website"
    },
    "url": "https://tides.example/2",
    "title": "Letter 2 <script>alert(1)</script>",
    "language": "en",
    "version": 1,
    "publishedAt": "2031-03-03T23:30:00.000Z",
    "publishedPrecision": "minute",
    "publishedHow": "meta",
    "firstSeenAt": "2031-03-03T23:30:00.000Z",
    "lastSeenAt": "2031-03-03T23:30:00.000Z",
    "byHand": null
   }
  ],
  "next": null
 },
 "getDocument": {
  "id": "1",
  "electionId": "lowlands",
  "actor": {
   "id": "tides",
   "name": {
    "en": "Ministry of tides"
   }
  },
  "source": {
   "id": "tides-website",
   "kind": "website"
  },
  "url": "https://tides.example/0",
  "title": "Letter 0 <script>alert(1)</script>",
  "language": "en",
  "version": 1,
  "publishedAt": "2031-03-01T23:30:00.000Z",
  "publishedPrecision": "minute",
  "publishedHow": "meta",
  "firstSeenAt": "2031-03-01T23:30:00.000Z",
  "lastSeenAt": "2031-03-01T23:30:00.000Z",
  "byHand": null,
  "text": "Staff are asked to follow t.me/harbour_example by Friday.",
  "author": null,
  "externalId": null,
  "snapshotId": "1",
  "snapshotSha256": "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9",
  "readerVersion": "1",
  "current": true,
  "links": [],
  "images": [],
  "views": null,
  "forwardedFrom": null,
  "edited": false
 },
 "getDocumentMarks": {
  "items": [
   {
    "observationId": "1",
    "kind": "call",
    "start": 19,
    "end": 46,
    "target": "telegram:harbour_example",
    "why": "asks staff to follow"
   }
  ]
 },
 "listDocumentVersions": {
  "items": [
   {
    "id": "1",
    "version": 1,
    "current": true,
    "title": "Letter 0 <script>alert(1)</script>",
    "firstSeenAt": "2031-03-01T23:30:00.000Z",
    "lastSeenAt": "2031-03-01T23:30:00.000Z",
    "snapshotId": "1"
   }
  ]
 },
 "listDocumentEvents": {
  "items": [],
  "next": null
 },
 "listSnapshots": {
  "items": [
   {
    "id": "3",
    "electionId": "lowlands",
    "sourceId": "tides-website",
    "url": "https://tides.example/2",
    "finalUrl": "https://tides.example/2",
    "redirects": [],
    "status": 200,
    "headers": {},
    "sha256": "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35",
    "bytes": 10,
    "fetchedAt": "2031-03-03T23:30:00.000Z",
    "origin": "fetched",
    "readState": "pending",
    "readReason": null,
    "address": null,
    "certificateSha256": null
   }
  ],
  "next": null
 },
 "getSnapshot": {
  "id": "1",
  "electionId": "lowlands",
  "sourceId": "tides-website",
  "url": "https://tides.example/0",
  "finalUrl": "https://tides.example/0",
  "redirects": [],
  "status": 200,
  "headers": {},
  "sha256": "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9",
  "bytes": 10,
  "fetchedAt": "2031-03-01T23:30:00.000Z",
  "origin": "fetched",
  "readState": "pending",
  "readReason": null,
  "address": null,
  "certificateSha256": null
 },
 "listAccounts": {
  "items": [
   {
    "electionId": "lowlands",
    "key": "telegram:harbour_example",
    "platform": "telegram",
    "handle": "harbour_example",
    "name": null,
    "ownerActorId": null,
    "status": "official",
    "watched": true,
    "lastReading": {
     "metric": "followers",
     "value": 800,
     "bound": "≈",
     "at": "2031-03-02T00:00:00.000Z",
     "how": "reported",
     "snapshotId": null,
     "documentId": null,
     "low": null,
     "high": null,
     "byHand": false
    },
    "changes": []
   }
  ],
  "next": null
 },
 "getAccount": {
  "electionId": "lowlands",
  "key": "telegram:harbour_example",
  "platform": "telegram",
  "handle": "harbour_example",
  "name": null,
  "ownerActorId": null,
  "status": "official",
  "watched": true,
  "lastReading": {
   "metric": "followers",
   "value": 800,
   "bound": "≈",
   "at": "2031-03-02T00:00:00.000Z",
   "how": "reported",
   "snapshotId": null,
   "documentId": null,
   "low": null,
   "high": null,
   "byHand": false
  },
  "changes": [],
  "readings": [
   {
    "metric": "followers",
    "value": 800,
    "bound": "≈",
    "at": "2031-03-02T00:00:00.000Z",
    "how": "reported",
    "snapshotId": null,
    "documentId": null,
    "low": null,
    "high": null,
    "byHand": false
   }
  ],
  "goals": [
   {
    "value": 1000,
    "by": null,
    "statedBy": "tides",
    "statedOn": null,
    "source": "https://tides.example/goal"
   }
  ]
 },
 "getAccountSeries": {
  "electionId": "lowlands",
  "account": "telegram:harbour_example",
  "from": "2030-12-03",
  "to": "2031-03-02",
  "timeZone": "Asia/Phnom_Penh",
  "series": [
   {
    "by": "unknown",
    "days": [
     {
      "day": "2031-03-02",
      "at": "2031-03-02T00:00:00.000Z",
      "value": 800,
      "bound": "≈",
      "low": 795,
      "high": 805,
      "snapshotId": null,
      "documentId": null
     }
    ]
   }
  ],
  "open": [],
  "goals": [
   {
    "value": 1000,
    "by": null,
    "statedBy": "tides",
    "statedOn": null,
    "source": "https://tides.example/goal",
    "outlook": "unknown",
    "countedBy": "unknown",
    "last": {
     "day": "2031-03-02",
     "value": 800
    },
    "growth": null,
    "toGo": 200,
    "daysLeft": null,
    "neededPerDay": null,
    "atDeadline": null,
    "expected": null,
    "method": "none"
   }
  ],
  "states": []
 },
 "getAccountCalls": {
  "electionId": "lowlands",
  "account": "telegram:harbour_example",
  "days": [
   {
    "day": "2031-03-02",
    "calls": 1,
    "actors": 1,
    "instructed": 1
   }
  ]
 },
 "listAccountAnomalies": {
  "items": [],
  "next": null
 },
 "listAccountFindings": {
  "items": [],
  "next": null
 },
 "getMigration": {
  "electionId": "lowlands",
  "computedAt": null,
  "pivot": null,
  "why": null,
  "window": null,
  "rows": []
 },
 "listGoals": {
  "items": [
   {
    "id": "1",
    "electionId": "lowlands",
    "account": "telegram:harbour_example",
    "value": 1000,
    "by": null,
    "statedBy": "tides",
    "statedOn": null,
    "source": "https://tides.example/goal",
    "endedAt": null,
    "now": 800,
    "nowAt": "2031-03-02T00:00:00.000Z",
    "how": "reported"
   }
  ],
  "next": null
 },
 "listAccountProposals": {
  "items": [],
  "next": null
 },
 "listSources": {
  "items": [
   {
    "id": "dykes-website",
    "electionId": "lowlands",
    "actor": {
     "id": "dykes",
     "name": {
      "en": "Ministry of dykes"
     }
    },
    "kind": "website",
    "url": "https://dykes.example/",
    "paceMs": 2000,
    "paused": false,
    "robots": {
     "mode": "obey"
    },
    "lastOutcome": null,
    "lastOutcomeAt": null
   }
  ],
  "next": null
 },
 "getSource": {
  "id": "tides-website",
  "electionId": "lowlands",
  "actor": {
   "id": "tides",
   "name": {
    "en": "Ministry of tides"
   }
  },
  "kind": "website",
  "url": "https://tides.example/",
  "paceMs": 2000,
  "paused": false,
  "robots": {
   "mode": "obey"
  },
  "lastOutcome": null,
  "lastOutcomeAt": null
 },
 "listBackFills": {
  "items": [
   {
    "id": "1",
    "electionId": "lowlands",
    "sourceId": "dykes-website",
    "to": "2031-02-01",
    "askedBy": "A1",
    "askedAt": "2026-11-26T18:43:11.858Z",
    "state": "done",
    "endedAt": "2026-11-26T18:43:11.858Z",
    "olderPages": {
     "visited": 0,
     "waiting": 0
    },
    "addresses": {
     "visited": 0,
     "waiting": 0
    },
    "documents": 1,
    "oldestAt": "2031-03-02T23:30:00.000Z"
   }
  ],
  "next": null
 },
 "getBackFill": {
  "id": "1",
  "electionId": "lowlands",
  "sourceId": "dykes-website",
  "to": "2031-02-01",
  "askedBy": "A1",
  "askedAt": "2026-11-26T18:43:11.858Z",
  "state": "done",
  "endedAt": "2026-11-26T18:43:11.858Z",
  "olderPages": {
   "visited": 0,
   "waiting": 0
  },
  "addresses": {
   "visited": 0,
   "waiting": 0
  },
  "documents": 1,
  "oldestAt": "2031-03-02T23:30:00.000Z"
 },
 "getSourceHealth": {
  "electionId": "lowlands",
  "sourceId": "tides-website",
  "host": "tides.example",
  "documents": 2,
  "documentsByDay": [
   {
    "day": "2031-03-02",
    "documents": 1
   }
  ],
  "newestDocumentAt": "2031-03-03T23:30:00.000Z",
  "addresses": 0,
  "due": 0,
  "failing": 0,
  "nextDueAt": null,
  "lastVisitAt": null,
  "lastGoodAt": null,
  "outcomes": {},
  "unread": 2,
  "quarantined": 0,
  "drift": false,
  "everyMs": {
   "least": null,
   "most": null
  },
  "hostState": {
   "notBefore": null,
   "failures": 0,
   "requestsToday": 0,
   "robots": "not asked",
   "robotsAt": null,
   "robotsText": null
  },
  "gaps": [],
  "backFill": null
 },
 "listSourceOutcomes": {
  "items": [],
  "next": null
 },
 "getTry": {
  "id": "1",
  "electionId": "lowlands",
  "url": "https://tides.example/",
  "kind": null,
  "state": "waiting",
  "askedBy": "A1",
  "askedAt": "2026-11-26T18:43:11.870Z",
  "endedAt": null,
  "steps": [],
  "found": null
 },
 "listGaps": {
  "items": [
   {
    "id": "1",
    "electionId": "lowlands",
    "sourceId": "dykes-website",
    "reason": "blocked",
    "detail": "403",
    "firstAt": "2031-03-02T00:00:00.000Z",
    "lastAt": "2031-03-02T00:00:00.000Z",
    "tries": 1,
    "open": true
   }
  ],
  "next": null
 },
 "listEditions": {
  "items": [
   {
    "id": "3",
    "electionId": "lowlands",
    "date": "2031-03-04",
    "kind": "daily",
    "audience": "staff",
    "sequence": 1,
    "composedAt": "2031-03-02T00:00:00.000Z",
    "releasedAt": "2031-03-02T00:00:00.000Z",
    "releasedBy": "editor",
    "byRule": false,
    "withdrawnAt": null,
    "withdrawnBy": null,
    "withdrawnWhy": null
   }
  ],
  "next": null
 },
 "listEditionLog": {
  "items": []
 },
 "listDeliveries": {
  "items": [],
  "next": null
 },
 "listRecipients": {
  "items": [
   {
    "id": "1",
    "electionId": "lowlands",
    "email": "someone@example.org",
    "name": null,
    "language": "km",
    "audience": "public",
    "sendAt": null,
    "active": true,
    "suppressedAt": null,
    "suppressedWhy": null,
    "origin": "watchlist"
   }
  ],
  "next": null
 },
 "listReplies": {
  "items": [],
  "next": null
 },
 "searchDocuments": {
  "items": [],
  "next": null,
  "count": {
   "documents": 0,
   "atLeast": false
  }
 },
 "getWatchlist": {
  "electionId": "lowlands",
  "version": 1,
  "text": "{\"version\":1,\"election\":{\"id\":\"lowlands\",\"name\":{\"en\":\"Lowlands vote\",\"km\":\"ការបោះឆ្នោត\"},\"polity\":{\"en\":\"Lowlands\"},\"time_zone\":\"Asia/Phnom_Penh\",\"polling_day…",
  "watchlist": {
   "version": 1,
   "election": {
    "id": "lowlands",
    "name": {
     "en": "Lowlands vote",
     "km": "ការបោះឆ្នោត"
    },
    "polity": {
     "en": "Lowlands"
    },
    "time_zone": "Asia/Phnom_Penh",
    "polling_day": "2031-03-14",
    "phases": []
   },
   "release": [],
   "network": {
    "allow_private": []
   },
   "actors": [
    {
     "id": "tides",
     "name": {
      "en": "Ministry of tides"
     },
     "kind": "ministry",
     "side": "government",
     "sources": [
      {
       "kind": "website",
       "url": "https://tides.example/",
       "pace": 2000,
       "robots": "obey",
       "visit": {},
       "paused": false,
       "settings": {
        "secret": "as-the-source-wants-it"
       }
      }
     ]
    }
   ],
   "accounts": [
    {
     "platform": "telegram",
     "handle": "harbour_example",
     "status": "official",
     "watch": true
    }
   ],
   "goals": [
    {
     "account": "telegram:harbour_example",
     "value": 1000,
     "stated_by": "tides",
     "source": "https://tides.example/goal"
    }
   ],
   "recipients": [
    {
     "email": "someone@example.org",
     "language": "km",
     "audience": "public"
    }
   ]
  }
 },
 "listWatchlistVersions": {
  "items": [
   {
    "version": 1,
    "at": "2026-11-26T18:43:11.128Z",
    "by": "file"
   }
  ]
 },
 "getWatchlistVersion": {
  "version": 1,
  "at": "2026-11-26T18:43:11.128Z",
  "by": "file",
  "text": "{\"version\":1,\"election\":{\"id\":\"lowlands\",\"name\":{\"en\":\"Lowlands vote\",\"km\":\"ការបោះឆ្នោត\"},\"polity\":{\"en\":\"Lowlands\"},\"time_zone\":\"Asia/Phnom_Penh\",\"polling_day…"
 },
 "diffWatchlist": {
  "from": 1,
  "added": [],
  "removed": [],
  "changed": []
 },
 "listActors": {
  "items": [
   {
    "id": "dykes",
    "name": {
     "en": "Ministry of dykes"
    },
    "kind": "ministry",
    "side": "government",
    "active": true,
    "sources": 1,
    "documents": 1
   }
  ]
 },
 "listSourceKinds": {
  "kinds": [
   "posts"
  ],
  "platforms": [
   "telegram"
  ]
 },
 "listWebhooks": {
  "items": [
   {
    "id": "1",
    "electionId": "lowlands",
    "audience": "staff",
    "url": "https://desk.example/first",
    "active": true,
    "createdAt": "2026-11-26T18:43:11.867Z",
    "stoppedWhy": null,
    "test": null
   }
  ],
  "next": null
 },
 "getWebhook": {
  "id": "1",
  "electionId": "lowlands",
  "audience": "staff",
  "url": "https://desk.example/first",
  "active": true,
  "createdAt": "2026-11-26T18:43:11.867Z",
  "stoppedWhy": null,
  "test": null
 },
 "listWebhookDeliveries": {
  "items": [],
  "next": null
 },
 "getQueues": {
  "backend": "postgres",
  "queues": [
   {
    "name": "crawl",
    "waiting": 0,
    "active": 0,
    "delayed": 0,
    "failed": 0,
    "completed": 0,
    "paused": 0,
    "stopped": false
   }
  ]
 },
 "listModelSpending": {
  "items": [],
  "pauses": []
 },
 "listAudit": {
  "items": [
   {
    "id": "4",
    "at": "2026-11-26T18:43:15.756Z",
    "who": "key:admin",
    "did": "export",
    "electionId": null,
    "about": null,
    "outcome": "lowlands-network.graphml",
    "before": null,
    "after": null,
    "hash": "239eee56b74333c3cb7a288710a6585b6968cd0abe69fbff43bbcfa9fcfe06b4",
    "previous": "728fba9f65172975ae22f08ff03ecb6cf6ce9bfc327608c329438a27f43c1ee5"
   }
  ],
  "next": null
 },
 "verifyAudit": {
  "entries": 4,
  "whole": true,
  "brokenAt": null,
  "head": "239eee56b74333c3cb7a288710a6585b6968cd0abe69fbff43bbcfa9fcfe06b4"
 }
};
