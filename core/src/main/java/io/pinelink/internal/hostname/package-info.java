/**
 * The text of hosts: parsing, patterns, and the scope of connect rules. Start at {@link
 * io.pinelink.internal.hostname.HostText}.
 */
@NullMarked
package io.pinelink.internal.hostname;

import org.jspecify.annotations.NullMarked;
