/**
 * The JSON encoding of the operations: their requests and responses, and the mapping of errors.
 * {@code RestBindings} joins the rows of all areas, one for each operation.
 */
@NullMarked
package io.pinelink.rest.codec;

import org.jspecify.annotations.NullMarked;
