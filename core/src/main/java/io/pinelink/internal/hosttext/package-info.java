/**
 * The text of hosts: parsing, patterns, and the scope of connect rules. Start at {@link
 * io.pinelink.internal.hosttext.HostText}.
 */
@NullMarked
package io.pinelink.internal.hosttext;

import org.jspecify.annotations.NullMarked;
