package io.ordertrail.architecture.viewssendnothing.query.view;

import java.net.http.HttpClient;

class BadMachinery {

    HttpClient client;
}
