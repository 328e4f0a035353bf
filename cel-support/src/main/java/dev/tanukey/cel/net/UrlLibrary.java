package dev.tanukey.cel.net;

import static dev.tanukey.cel.function.Kind.BOOL;
import static dev.tanukey.cel.function.Kind.STRING;

import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.function.Kind;

/** URLs. Their type has no name in an expression, as in a cluster: only {@code type(url(..))} gives it. */
public final class UrlLibrary implements FunctionLibrary {

    @Override
    public void addTo(Functions functions) {
        functions
                .global("url", "string_to_url", Url.KIND, STRING, Url::of)
                .global("isURL", "is_url_string", BOOL, STRING, Url::isUrl)
                .member("getScheme", "url_get_scheme", STRING, Url.KIND, Url::scheme)
                .member("getHost", "url_get_host", STRING, Url.KIND, Url::host)
                .member("getHostname", "url_get_hostname", STRING, Url.KIND, Url::hostname)
                .member("getPort", "url_get_port", STRING, Url.KIND, Url::port)
                .member("getEscapedPath", "url_get_escaped_path", STRING, Url.KIND, Url::escapedPath)
                .member("getQuery", "url_get_query", Kind.map(STRING, Kind.list(STRING)), Url.KIND, Url::query);
    }
}
