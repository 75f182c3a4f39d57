package io.pinelink.cli.mcp;

/**
 * The limits of one answer.
 *
 * @param topK the maximum number of results of a search, and of ids in a page or a request
 * @param bytes the maximum size of the structured content of an answer, in bytes of JSON
 * @param fieldChars the maximum length of a text in an answer; a longer one is cut
 */
record AnswerLimits(int topK, int bytes, int fieldChars) {}
