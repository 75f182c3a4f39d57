package io.pinelink.mcp;

/**
 * The limits of one answer.
 *
 * @param topK the maximum number of results of a search, and of ids in a page or a request
 * @param bytes the maximum size of the structured content of an answer, in bytes of JSON
 * @param fieldChars the maximum length of a text in metadata or fields; a longer one is cut
 */
public record AnswerLimits(int topK, int bytes, int fieldChars) {
  /** Returns the number of results that a call asks for. */
  int topK(ToolArguments arguments) {
    return arguments.integer("topK", 1, topK, ToolDefinitions.DEFAULT_TOP_K);
  }
}
