/**
 * The operations in JSON: the request and the response of each, and what errors mean. {@code
 * RestBindings} joins the rows of all areas, one for each operation.
 */
@NullMarked
package io.pinelink.rest.codec;

import org.jspecify.annotations.NullMarked;
