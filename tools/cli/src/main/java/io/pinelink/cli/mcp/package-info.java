/**
 * The Model Context Protocol server of {@code pinelink mcp}. Start at {@link
 * io.pinelink.cli.mcp.McpCommand}; {@link io.pinelink.cli.mcp.ToolServer} calls the tools.
 */
@NullMarked
package io.pinelink.cli.mcp;

import org.jspecify.annotations.NullMarked;
