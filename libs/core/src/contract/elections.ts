import { z } from 'zod';
import { electionSchema } from './answers.js';
import { operation } from './operation.js';
import { pageOf, paging, slug } from './parts.js';

export const listElections = operation({ id: 'listElections', path: '/api/v1/elections', summary: 'Elections', query: z.strictObject(paging), answer: pageOf(electionSchema) });
export const getElection = operation({ id: 'getElection', path: '/api/v1/elections/{election}', summary: 'One election', params: z.strictObject({ election: slug }), answer: electionSchema });
