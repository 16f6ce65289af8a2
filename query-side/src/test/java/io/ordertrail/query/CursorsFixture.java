package io.ordertrail.query;

import com.mongodb.client.MongoDatabase;

/** Cursors for the tests of views. */
public final class CursorsFixture {

    private CursorsFixture() {
    }

    public static Cursors on(MongoDatabase database) {
        return new Cursors(database, "");
    }
}
