/** Options that open a client or an index, which commands share. */
@NullMarked
package io.pinelink.cli.connection;

import org.jspecify.annotations.NullMarked;
