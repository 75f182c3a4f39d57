/**
 * The Model Context Protocol server of {@code pinelink mcp}. Start at {@link
 * io.pinelink.mcp.ToolServer}, which calls the tools; {@code tools.json} has what models read.
 */
@NullMarked
package io.pinelink.mcp;

import org.jspecify.annotations.NullMarked;
