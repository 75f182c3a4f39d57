/**
 * The kinds of faults, which calls and connections they strike, and their JSON. Start with {@link
 * io.pinelink.server.internal.faults.FaultKind}.
 */
@NullMarked
package io.pinelink.server.internal.faults;

import org.jspecify.annotations.NullMarked;
