/**
 * End-to-end tests of the client through its public API, against a server in the same JVM.
 *
 * <p>Start at {@link io.pinelink.endtoend.VectorsIT}.
 */
@NullMarked
package io.pinelink.endtoend;

import org.jspecify.annotations.NullMarked;
