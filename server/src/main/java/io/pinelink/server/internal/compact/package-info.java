/** Tables and orders that take little memory for each entry. */
@NullMarked
package io.pinelink.server.internal.compact;

import org.jspecify.annotations.NullMarked;
