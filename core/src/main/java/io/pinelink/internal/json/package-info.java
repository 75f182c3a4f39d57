/** The JSON of models, as programs print and store it. Transports have codecs of their own. */
@NullMarked
package io.pinelink.internal.json;

import org.jspecify.annotations.NullMarked;
