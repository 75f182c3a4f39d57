package io.pinelink.mcp;

import io.modelcontextprotocol.spec.McpSchema;

/**
 * A tool: what a model reads about it, and what it does.
 *
 * @param name the name in calls
 * @param title the name for people
 * @param description what the tool is for, for models
 * @param effect what the tool changes
 * @param input the schema of the arguments
 * @param output the schema of the structured content
 * @param body what a call does
 */
record Tool(
    String name,
    String title,
    String description,
    Effect effect,
    ObjectSchema input,
    ObjectSchema output,
    Body body) {
  /** Adds the members of every answer to the schema of the content. */
  Tool {
    output = Answer.schema(output);
  }

  /** The effects of a tool. */
  enum Effect {
    /** Nothing. */
    READ,
    /** Adds records or replaces them. */
    WRITE,
    /** Removes records. */
    DELETE
  }

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
                .readOnlyHint(effect == Effect.READ)
                .destructiveHint(effect != Effect.READ)
                .idempotentHint(true)
                // Indexes of one project, and nothing beyond.
                .openWorldHint(false)
                .build())
        .build();
  }
}
