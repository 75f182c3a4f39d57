/**
 * The text of hosts: parsing, patterns, and the scope of connect rules. Start at {@link
 * io.pinelink.internal.host.HostText}.
 */
@NullMarked
package io.pinelink.internal.host;

import org.jspecify.annotations.NullMarked;
