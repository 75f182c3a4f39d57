/** Requests that users do not see, since the methods of the client take their parts. */
@NullMarked
package io.pinelink.admin.internal.request;

import org.jspecify.annotations.NullMarked;
