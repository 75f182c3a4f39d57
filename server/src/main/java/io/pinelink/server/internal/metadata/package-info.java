/**
 * The metadata of records in the form in which it is stored; start at {@link
 * io.pinelink.server.internal.metadata.PackedFields}.
 */
@NullMarked
package io.pinelink.server.internal.metadata;

import org.jspecify.annotations.NullMarked;
