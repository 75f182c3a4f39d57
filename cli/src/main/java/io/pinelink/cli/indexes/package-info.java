/**
 * Commands for indexes, namespaces, aliases, backups and imports by the service. Start at {@link
 * io.pinelink.cli.indexes.IndexCommand}.
 */
@NullMarked
package io.pinelink.cli.indexes;

import org.jspecify.annotations.NullMarked;
