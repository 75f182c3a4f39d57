/** Commands for indexes: start at {@link io.pinelink.cli.indexes.IndexCommand}. */
@NullMarked
package io.pinelink.cli.indexes;

import org.jspecify.annotations.NullMarked;
