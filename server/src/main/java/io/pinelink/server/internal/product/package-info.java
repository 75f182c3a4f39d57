/**
 * The contract between the embedded server and a program that offers it as a product: {@code
 * io.pinelink.local} saves the data of a server, serves an interface of its own and fills it with
 * seeds. Start at {@link io.pinelink.server.internal.product.Product}.
 */
@NullMarked
package io.pinelink.server.internal.product;

import org.jspecify.annotations.NullMarked;
