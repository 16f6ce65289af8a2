package io.ordertrail.architecture.thedatabasehasfewdoors.views.rebuild;

import com.mongodb.client.MongoDatabase;

record BadRebuilds(MongoDatabase database) {
}
