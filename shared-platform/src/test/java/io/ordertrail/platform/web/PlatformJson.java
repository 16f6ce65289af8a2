package io.ordertrail.platform.web;

import tools.jackson.databind.json.JsonMapper;

/** What tests of other packages are given of this one. */
public final class PlatformJson {

    private PlatformJson() {
    }

    public static RefusalWriter refusals() {
        return new RefusalWriter(new JsonMapper());
    }
}
