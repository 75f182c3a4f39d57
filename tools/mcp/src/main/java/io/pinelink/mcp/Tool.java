package io.pinelink.mcp;

import io.modelcontextprotocol.spec.McpSchema;

/**
 * A tool: what a model reads about it, and what it does.
 *
 * @param name the name in calls
 * @param title the name for people
 * @param description what the tool is for, for models
 * @param readOnly whether it changes nothing
 * @param input the schema of the arguments
 * @param output the schema of the structured content
 * @param body what a call does
 */
record Tool(
    String name,
    String title,
    String description,
    boolean readOnly,
    ObjectSchema input,
    ObjectSchema output,
    Body body) {
  /** The action of a tool. */
  @FunctionalInterface
  interface Body {
    /** Makes the calls, and puts what they return into the answer. */
    void run(ToolArguments arguments, Answer answer);
  }

  /** Returns the definition as the protocol has it. */
  McpSchema.Tool definition() {
    return McpSchema.Tool.builder(name, input.closed())
        .title(title)
        .description(description)
        .outputSchema(output.closed())
        .annotations(
            McpSchema.ToolAnnotations.builder()
                .title(title)
                .readOnlyHint(readOnly)
                .destructiveHint(!readOnly)
                .idempotentHint(true)
                // Indexes of one project, and nothing beyond.
                .openWorldHint(false)
                .build())
        .build();
  }
}
