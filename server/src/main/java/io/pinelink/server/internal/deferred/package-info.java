/** Values that are created at their first use. */
@NullMarked
package io.pinelink.server.internal.deferred;

import org.jspecify.annotations.NullMarked;
