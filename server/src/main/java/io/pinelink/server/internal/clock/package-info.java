/** The clock of the server, which tests move. */
@NullMarked
package io.pinelink.server.internal.clock;

import org.jspecify.annotations.NullMarked;
